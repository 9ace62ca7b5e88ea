import { describe, expect, it } from 'vitest';
import { expectTrinoSyntax } from '#lib/testing/trino-syntax';

describe('expectTrinoSyntax', () => {
  it.each([
    "select count(*) filter (where value > 1e0) from events where dt between '2026-01-01' and ?",
    'with a as (select user_id, row_number() over (partition by user_id order by event_time) as n from events) select * from a',
    `select json_extract_scalar(properties, '$["a b"]') from events cross join unnest(sequence(1, 3)) as t(x)`,
  ])('accepts %s', (text) => {
    expect(() => expectTrinoSyntax(text)).not.toThrow();
  });

  it.each([
    'select * exclude (dt) from events',
    'select user_id from events qualify row_number() over () = 1',
    'select list_filter(a, lambda x: x > 1) from events',
    'select cast(x as integer from events',
    'select x::integer from events',
  ])('refuses %s', (text) => {
    expect(() => expectTrinoSyntax(text)).toThrow('No Trino SQL at line 1');
  });
});
