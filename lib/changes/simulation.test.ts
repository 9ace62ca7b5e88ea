import { describe, expect, it } from 'vitest';
import { runSchedule } from '#lib/testing/simulator/run-schedule';
import { tellFailure } from '#lib/testing/simulator/tell-failure';

const SCHEDULES = 2_500;

describe('people, automation, outsiders, kills and a bad network, in any order', () => {
  it('never break what must hold', async () => {
    const ends = new Set<string>();
    for (let seed = 1; seed <= SCHEDULES; seed += 1) {
      const { violation, statuses } = await runSchedule(seed);
      if (violation !== null) expect.fail(await tellFailure(seed));
      for (const status of statuses) ends.add(status);
    }
    // A simulation in which nothing ever goes wrong proves nothing.
    expect([...ends].sort()).toEqual(['cancelled', 'done', 'failed', 'planned', 'split']);
  }, 240_000);

  it('are the same again for the same seed', async () => {
    for (const seed of [5, 6, 12, 13, 20]) {
      const [once, again] = [await runSchedule(seed), await runSchedule(seed)];
      expect(again).toEqual(once);
    }
  });
});
