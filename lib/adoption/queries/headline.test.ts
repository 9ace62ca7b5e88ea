import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFeature } from '#lib/adoption/commands/create-feature';
import { headlineOf } from '#lib/adoption/headline-sentence';
import { adoptionHeadline } from '#lib/adoption/queries/headline';
import { adoptionOverview } from '#lib/adoption/queries/overview';
import { FeatureCreation, OverviewQuery } from '#lib/adoption/schema';
import type { Ctx } from '#lib/core/ctx';
import type { StoredEvent } from '#lib/core/event-store';
import { createFunnel } from '#lib/funnels/commands/create-funnel';
import { FunnelCreation } from '#lib/funnels/schema';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type EventWarehouse, openEventWarehouse } from '#lib/testing/event-warehouse';
import { storedEvent } from '#lib/testing/store';

const DAY = 86_400_000;
// A Monday; on the Wednesday before, mobile broke.
const MONDAY = Date.UTC(2026, 1, 16);
const BROKEN = MONDAY - 5 * DAY;
const USERS_A_DAY = 60;

/** New users each day, two of five on mobile; half of them complete, on mobile one in ten since it broke. */
function events(): StoredEvent[] {
  return Array.from({ length: 14 }, (_, index) => MONDAY - (14 - index) * DAY).flatMap((day, index) =>
    Array.from({ length: USERS_A_DAY }, (_, user) => {
      const isMobile = user % 5 < 2;
      const platform = isMobile ? 'mobile' : 'desktop';
      const place = Math.floor(user / 5);
      const completes = isMobile && day >= BROKEN ? place % 10 === 0 : place % 2 === 0;
      const common = {
        userId: `u${index}-${user}`,
        featureName: 'cart',
        properties: { platform, trace: `t${index}-${user}` },
      };
      const at = (eventType: string, minute: number) =>
        storedEvent(`${common.userId}-${eventType}`, {
          ...common,
          eventType,
          eventTime: day + (user + minute) * 60_000,
        });
      return [at('view', 0), at('use', 1), ...(completes ? [at('complete', 2)] : [])];
    }).flat(),
  );
}

let database: TestDatabase;
let place: EventWarehouse;
let ctx: Ctx;

beforeAll(async () => {
  [database, place] = await Promise.all([testDatabase(), openEventWarehouse(events())]);
  ctx = place.ctxAt(MONDAY + 9 * 3_600_000, { db: database.db });
});
beforeEach(async () => {
  await database.db.feature.deleteMany();
  await database.db.funnel.deleteMany();
});
afterAll(() => Promise.all([database.close(), place.close()]));

const QUERY = OverviewQuery.parse({
  from: new Date(MONDAY - 7 * DAY).toISOString(),
  to: new Date(MONDAY).toISOString(),
});

describe('the headline on a Monday', () => {
  it('is calm without anything to look at', async () => {
    expect(await adoptionHeadline(ctx, QUERY)).toMatchObject({
      verdict: 'too_few',
      changed: [],
      compared: 0,
    });
  });

  it('says which feature fell, since when and on which platform', async () => {
    await createFeature(ctx, FeatureCreation.parse({ key: 'cart', name: 'Cart', definition: {} }));
    const answer = await adoptionHeadline(ctx, QUERY);
    expect(answer.changed[0]?.subject).toMatchObject({ feature: 'cart', metric: 'activation' });
    expect(answer.since?.day).toBe('2026-02-11');
    expect(answer.segment).toMatchObject({ property: 'platform', value: 'mobile' });
    expect(answer.splitBy).toBe('platform');
    const { sentence } = headlineOf(answer, ctx.now.toISOString());
    expect(sentence).toMatch(/^Cart: activation fell \d+\.\d pp since Wednesday, most on mobile \(/);
  });

  it('looks at saved funnels too', async () => {
    const definition = {
      unit: 'user',
      windowSeconds: 3600,
      steps: [{ step: 'use' }, { step: 'complete' }],
      feature: 'cart',
    };
    await createFunnel(ctx, FunnelCreation.parse({ name: 'Checkout', definition }));
    const answer = await adoptionHeadline(ctx, QUERY);
    expect(answer.changed[0]).toMatchObject({
      subject: { kind: 'funnel', name: 'Checkout', stepName: 'complete', previousName: 'use' },
      now: { of: 7 * USERS_A_DAY },
    });
    expect(answer.since?.day).toBe('2026-02-11');
    expect(answer.segment).toMatchObject({ property: 'platform', value: 'mobile', now: { of: 168 } });
    expect(answer.funnels[0]?.steps).toHaveLength(1);
  });

  it('costs nothing when it is asked again', async () => {
    await createFeature(ctx, FeatureCreation.parse({ key: 'cart', name: 'Cart', definition: {} }));
    await adoptionHeadline(ctx, QUERY);
    expect((await adoptionHeadline(ctx, QUERY)).meta).toMatchObject({ cached: true, elapsedMs: 0 });
  });

  it('holds as much of the week before against a week that is running', async () => {
    await createFeature(ctx, FeatureCreation.parse({ key: 'cart', name: 'Cart', definition: {} }));
    const running = { ...ctx, now: new Date(MONDAY - 2.5 * DAY) };
    const { before, totalUsers, features } = await adoptionOverview(running, QUERY);
    expect(before).toEqual({
      start: new Date(MONDAY - 14 * DAY).toISOString(),
      end: new Date(MONDAY - 9.5 * DAY).toISOString(),
    });
    // The users of a day come in its first hour.
    expect(totalUsers.before).toBe(5 * USERS_A_DAY);
    expect(features[0]?.days.filter(({ isBefore }) => isBefore)).toHaveLength(5);
  });
});
