import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedDemo } from '#lib/adapters/demo-events/seed-demo';
import type { OpenStore } from '#lib/adapters/event-store/open-event-store';
import { DEMO_SOURCE } from '#lib/core/event-store';
import { openTestStore, readStore, storedEvent, storedIds, temporaryFolder } from '#lib/testing/store';

const NOW = new Date('2026-03-02T15:00:00Z');

let data: Awaited<ReturnType<typeof temporaryFolder>>;
let store: OpenStore;

beforeEach(async () => {
  data = await temporaryFolder();
  store = await openTestStore(data.folder);
});

afterEach(async () => {
  await store.close();
  await data.remove();
});

const seed = (into: OpenStore, now = NOW) =>
  seedDemo(into, { now, users: 500, days: 60, tempFolder: `${data.folder}/tmp` });

const digest = (of: OpenStore) =>
  readStore(
    of,
    'select count(*), md5(string_agg(cast(events as varchar), chr(10) order by event_id)) from events',
  );

describe('seedDemo', () => {
  it('makes the same events for the same moment, and others for another', async () => {
    const other = await temporaryFolder();
    const second = await openTestStore(other.folder);
    expect(await seed(store)).toBe(await seed(second));
    expect(await digest(store)).toEqual(await digest(second));
    await second.removeSource(DEMO_SOURCE);
    await seed(second, new Date('2026-03-03T15:00:00Z'));
    expect(await digest(store)).not.toEqual(await digest(second));
    await second.close();
    await other.remove();
  });

  it('fills every day up to this moment, and none beyond', async () => {
    await seed(store);
    const [row] = await readStore(
      store,
      `select count(distinct dt), min(dt), max(dt), max(event_time) < timestamp '2026-03-02 15:00:00',
        count(*) = count(distinct event_id), bool_and(cast(cast(event_time as date) as varchar) = dt) from events`,
    );
    expect(row).toEqual(['60', '2026-01-02', '2026-03-02', true, true, true]);
  });

  it('has funnels that narrow, a rhythm of weeks, and growth', async () => {
    await seed(store);
    const users = async (type: string) =>
      Number(
        (
          await readStore(
            store,
            `select count(distinct user_id) from events where event_type = '${type}'
        and feature_name = 'cover_letter'`,
          )
        )[0]?.[0],
      );
    const counts = await Promise.all(
      ['view', 'click_generate', 'complete_form', 'submit', 'download'].map(users),
    );
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    expect(counts.at(-1)).toBeGreaterThan(20);
    const [ratios] = await readStore(
      store,
      `select count(*) filter (where isodow(event_time) > 5) / 2.0 / (count(*) filter (where isodow(event_time) <= 5) / 5.0),
        count(*) filter (where dt >= '2026-02-16' and dt < '2026-03-02') / cast(count(*) filter (where dt < '2026-01-16') as double)
      from events`,
    );
    expect(Number(ratios?.[0])).toBeLessThan(0.7);
    expect(Number(ratios?.[1])).toBeGreaterThan(1.2);
  });

  it('breaks the form on mobile for three days, and exposes each person to one variant once', async () => {
    await seed(store);
    const days = await readStore(
      store,
      `select distinct dt from events where event_type = 'form_error' and properties like '%"platform":"mobile"%' order by 1`,
    );
    expect(days.flat()).toEqual(['2026-01-20', '2026-01-21', '2026-01-22']);
    const [exposed] = await readStore(
      store,
      `select count(*), count(distinct user_id), count(distinct variant) from events where experiment = 'cover_letter_prompt_v2'`,
    );
    expect(exposed?.[0]).toBe(exposed?.[1]);
    expect(exposed?.[2]).toBe('3');
  });

  it('has people who subscribe once each, at the price of their plan and apart from any feature', async () => {
    await seed(store);
    const rows = await readStore(
      store,
      `select json_extract_string(properties, '$.plan'), min(value), max(value), count(*) = count(distinct user_id),
        count(*) >= 5, count(feature_name) from events where event_type = 'subscribe' group by 1 order by 1`,
    );
    expect(rows).toEqual([
      ['premium', 39, 39, true, true, '0'],
      ['pro', 19, 19, true, true, '0'],
    ]);
  });

  it('is made once, and goes without touching anything else', async () => {
    await store.append([storedEvent('real')]);
    expect(await seed(store)).toBeGreaterThan(1000);
    expect(await seed(store)).toBe(0);
    expect(await store.removeSource(DEMO_SOURCE)).toBe(true);
    expect(await store.hasSource(DEMO_SOURCE)).toBe(false);
    await expect.poll(() => storedIds(store)).toEqual(['real']);
  });
});
