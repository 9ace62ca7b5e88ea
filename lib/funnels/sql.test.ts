import { describe, expect, it } from 'vitest';
import { FunnelQuestion } from '#lib/funnels/schema';
import { eventsSql } from '#lib/funnels/sql';
import { expectTrinoSyntax } from '#lib/testing/trino-syntax';

const STEPS = [{ step: 'view' }, { step: 'click' }];

function asked(changes: object): FunnelQuestion {
  return FunnelQuestion.parse({
    feature: 'shop',
    steps: STEPS,
    from: '2026-01-05T12:00:00Z',
    to: '2026-01-06T00:00:00Z',
    windowSeconds: 3600,
    ...changes,
  });
}

describe('the text of a funnel', () => {
  it('is one row a unit, pruned by day, with what people wrote bound', () => {
    const { text, parameters, shape, packing } = eventsSql(asked({}), false);
    expect(text).toMatchInlineSnapshot(
      `"select array_agg(x) as events from (select user_id as unit, (round(to_unixtime(event_time) * 1e3) - 1767614400000e0) * 4e0 + case when event_type = ? then 1e0 when event_type = ? then 2e0 else 0e0 end as x from events where (dt >= '2026-01-05' and dt <= '2026-01-06' and event_time >= timestamp '2026-01-05 12:00:00.000' and event_time < timestamp '2026-01-06 01:00:00.000' and feature_name = ? and (event_type = ? or event_type = ?))) group by unit"`,
    );
    expect(parameters).toMatchInlineSnapshot(`
      [
        "view",
        "click",
        "shop",
        "view",
        "click",
      ]
    `);
    expect({ shape, packing }).toMatchInlineSnapshot(`
      {
        "packing": {
          "base": 1767614400000,
          "lowBits": 2,
          "stepCount": 2,
        },
        "shape": "lean",
      }
    `);
  });

  it('names values where they are asked for', () => {
    const question = asked({ breakdown: "o'plan", holdConstant: 'value', unit: 'session', cutAtEnd: true });
    expect(eventsSql(question, true).text).toMatchInlineSnapshot(
      `"select unit, min(person) as person, cast(null as varchar) as held, held_number, broken, cast(null as double) as broken_number, 0e0 as high, array_agg(x) as events from (select session_id as unit, user_id as person, value as held_number, json_extract_scalar(properties, '$["o''plan"]') as broken, (round(to_unixtime(event_time) * 1e3) - 1767614400000e0) * 4e0 + case when event_type = ? then 1e0 when event_type = ? then 2e0 else 0e0 end as x from events where (dt >= '2026-01-05' and dt <= '2026-01-05' and event_time >= timestamp '2026-01-05 12:00:00.000' and event_time < timestamp '2026-01-06 00:00:00.000' and session_id is not null and feature_name = ? and (event_type = ? or event_type = ?))) group by unit, held_number, broken order by unit"`,
    );
  });

  it('keeps all events of those who enter where neighbours matter', () => {
    const question = asked({ order: 'strict', filters: [{ property: 'plan', op: 'neq', value: 'free' }] });
    expect(eventsSql(question, false).text).toMatchInlineSnapshot(
      `"select array_agg(x) as events from (select user_id as unit, (round(to_unixtime(event_time) * 1e3) - 1767614400000e0) * 4e0 + (case when (event_type = ? and feature_name = ? and not coalesce(json_extract_scalar(properties, '$["plan"]') = ?, false)) then 1e0 else 0e0 end + case when (event_type = ? and feature_name = ? and not coalesce(json_extract_scalar(properties, '$["plan"]') = ?, false)) then 2e0 else 0e0 end) as x from events where dt >= '2026-01-05' and dt <= '2026-01-06' and event_time >= timestamp '2026-01-05 12:00:00.000' and event_time < timestamp '2026-01-06 01:00:00.000' and user_id in (select user_id from events where (dt >= '2026-01-05' and dt <= '2026-01-06' and event_time >= timestamp '2026-01-05 12:00:00.000' and event_time < timestamp '2026-01-06 01:00:00.000' and (event_type = ? and feature_name = ? and not coalesce(json_extract_scalar(properties, '$["plan"]') = ?, false))))) group by unit"`,
    );
  });

  it('compares numbers as numbers and texts as texts', () => {
    const filters = [
      { property: 'n', op: 'in', value: ['5', 5, true] },
      { property: 'value', op: 'eq', value: 'five' },
      { property: 'n', op: 'gt', value: 1.5 },
      { property: 'n', op: 'exists', value: false },
      { property: 'n', op: 'contains', value: '%' },
    ];
    const steps = [
      { step: '*', filters },
      { step: ['click', 'tap'], feature: 'other' },
    ];
    const { text, parameters } = eventsSql(asked({ steps }), false);
    expect(text).toMatchInlineSnapshot(
      `"select array_agg(x) as events from (select user_id as unit, (round(to_unixtime(event_time) * 1e3) - 1767614400000e0) * 4e0 + (case when (((json_extract_scalar(properties, '$["n"]') = ? or case when regexp_like(json_extract_scalar(properties, '$["n"]'), '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$') then try_cast(json_extract_scalar(properties, '$["n"]') as double) end = cast(? as double) or json_extract_scalar(properties, '$["n"]') = ?) and (1 = 0) and case when regexp_like(json_extract_scalar(properties, '$["n"]'), '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$') then try_cast(json_extract_scalar(properties, '$["n"]') as double) end > cast(? as double) and coalesce(json_extract_scalar(properties, '$["n"]'), '') = '' and strpos(json_extract_scalar(properties, '$["n"]'), ?) > 0) and feature_name = ?) then 1e0 else 0e0 end + case when ((event_type = ? or event_type = ?) and feature_name = ?) then 2e0 else 0e0 end) as x from events where (dt >= '2026-01-05' and dt <= '2026-01-06' and event_time >= timestamp '2026-01-05 12:00:00.000' and event_time < timestamp '2026-01-06 01:00:00.000' and ((((json_extract_scalar(properties, '$["n"]') = ? or case when regexp_like(json_extract_scalar(properties, '$["n"]'), '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$') then try_cast(json_extract_scalar(properties, '$["n"]') as double) end = cast(? as double) or json_extract_scalar(properties, '$["n"]') = ?) and (1 = 0) and case when regexp_like(json_extract_scalar(properties, '$["n"]'), '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$') then try_cast(json_extract_scalar(properties, '$["n"]') as double) end > cast(? as double) and coalesce(json_extract_scalar(properties, '$["n"]'), '') = '' and strpos(json_extract_scalar(properties, '$["n"]'), ?) > 0) and feature_name = ?) or ((event_type = ? or event_type = ?) and feature_name = ?)))) group by unit"`,
    );
    expect(parameters).toMatchInlineSnapshot(`
      [
        "5",
        5,
        "true",
        1.5,
        "%",
        "shop",
        "click",
        "tap",
        "other",
        "5",
        5,
        "true",
        1.5,
        "%",
        "shop",
        "click",
        "tap",
        "other",
      ]
    `);
  });

  it('has room for 32 steps and 16 exclusions over years', () => {
    const steps = Array.from({ length: 32 }, (_, i) => ({ step: `s${i}` }));
    const exclusions = Array.from({ length: 16 }, (_, i) => ({ step: { step: `x${i}` }, between: [1, 2] }));
    const question = asked({ steps, exclusions, from: '2016-01-01T00:00:00Z', windowSeconds: 365 * 86_400 });
    const { text, packing, shape } = eventsSql(question, false);
    expectTrinoSyntax(text);
    expect(shape).toBe('full');
    const range = Date.parse('2027-01-06T00:00:00Z') - packing.base;
    expect(range * 2 ** packing.lowBits).toBeLessThan(Number.MAX_SAFE_INTEGER);
  });

  it.each([
    {},
    { breakdown: 'platform', holdConstant: 'plan' },
    { order: 'strict' },
    { order: 'any', unit: 'session' },
    { steps: [{ step: '*' }, { step: 'a', filters: [{ property: 'b c', op: 'lte', value: 2 }] }] },
  ])('is valid in Trino (%#)', (changes) => {
    expectTrinoSyntax(eventsSql(asked(changes), false).text);
    expectTrinoSyntax(eventsSql(asked(changes), true).text);
  });
});
