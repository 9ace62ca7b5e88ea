import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sayingsOf, type Verdict } from '#lib/dashboards/digest-sentence';
import type { Figure } from '#lib/dashboards/figures';

const share = (count: number, of: number, beforeCount: number, beforeOf: number): Figure => ({
  kind: 'share',
  name: 'Conversion',
  whole: 'users who entered',
  now: { count, of },
  before: { count: beforeCount, of: beforeOf },
});
const people = (now: number, before: number): Figure => ({
  kind: 'people',
  name: 'Active users',
  whole: 'users of the feature',
  now,
  before,
});
const amount = (unit: 'events' | 'seconds', now: number | null, before: number | null): Figure => ({
  kind: 'amount',
  name: 'Uses',
  unit,
  now,
  before,
});

const CASES: [string, Figure, Verdict, string][] = [
  [
    'more than chance up',
    share(420, 1200, 310, 1100),
    'rose',
    'Conversion rose by 6.8 pp to 35.0% (420 of 1,200 users who entered), from 28.2% (310 of 1,100) the week before.',
  ],
  [
    'more than chance down',
    share(310, 1100, 420, 1200),
    'fell',
    'Conversion fell by 6.8 pp to 28.2% (310 of 1,100 users who entered), from 35.0% (420 of 1,200) the week before.',
  ],
  [
    'within chance',
    share(40, 120, 38, 118),
    'same',
    'Conversion stayed about the same: 33.3% (40 of 120 users who entered), after 32.2% (38 of 118) the week before.',
  ],
  [
    'exactly the same',
    share(0, 50, 0, 50),
    'same',
    'Conversion stayed about the same: 0.0% (0 of 50 users who entered), after 0.0% (0 of 50) the week before.',
  ],
  [
    'too few now',
    share(3, 9, 40, 120),
    'too_few',
    'Conversion: too few to compare, 3 of 9 users who entered this week, 40 of 120 the week before.',
  ],
  [
    'nobody now',
    share(0, 0, 40, 120),
    'too_few',
    'Conversion: too few to compare, no users who entered this week, 40 of 120 the week before.',
  ],
  [
    'nobody at all',
    share(0, 0, 0, 0),
    'nothing',
    'Nothing happened: no users who entered, neither this week nor the week before.',
  ],
  ['more people', people(140, 80), 'rose', 'Active users rose by 75.0% to 140, from 80 the week before.'],
  ['fewer people', people(80, 140), 'fell', 'Active users fell by 42.9% to 80, from 140 the week before.'],
  ['people out of none', people(30, 0), 'rose', 'Active users rose by 30 to 30, from 0 the week before.'],
  [
    'as many people',
    people(101, 100),
    'same',
    'Active users stayed about the same: 101, after 100 the week before.',
  ],
  [
    'few people',
    people(9, 3),
    'too_few',
    'Active users: too few to compare, 9 this week, 3 the week before.',
  ],
  [
    'no people',
    people(0, 0),
    'nothing',
    'Nothing happened: no users of the feature, neither this week nor the week before.',
  ],
  [
    'events',
    amount('events', 1204, 1075),
    'amount',
    'Uses: 1,204 this week, 1,075 the week before (+12.0%).',
  ],
  ['fewer events', amount('events', 5, 10), 'amount', 'Uses: 5 this week, 10 the week before (−50.0%).'],
  ['events out of none', amount('events', 5, 0), 'amount', 'Uses: 5 this week, 0 the week before.'],
  ['seconds', amount('seconds', 90, null), 'amount', 'Uses: 1 min 30 s this week, no data the week before.'],
  ['no events', amount('events', 0, 0), 'nothing', 'Uses: none, neither this week nor the week before.'],
];

describe('what a digest says of a week that is over', () => {
  it.each(CASES)('%s', (_, figure, verdict, sentence) => {
    expect(sayingsOf([figure], true)).toEqual([{ verdict, sentence }]);
  });

  it('is less sure of one surprise among many comparisons', () => {
    const surprise = share(150, 500, 120, 500);
    const calm = share(50, 100, 50, 100);
    expect(sayingsOf([surprise], true).map(({ verdict }) => verdict)).toEqual(['rose']);
    const among = sayingsOf([calm, calm, surprise, amount('events', 1, 2), calm], true);
    expect(among.map(({ verdict }) => verdict)).toEqual(['same', 'same', 'unsure', 'amount', 'same']);
    expect(among[2]?.sentence).toBe(
      'Conversion may have risen by 6.0 pp to 30.0% (150 of 500 users who entered), from 24.0% (120 of 500) the week before; among so many comparisons that is no surprise.',
    );
  });

  it('never says that something rose which did not, nor the other way round', () => {
    const counted = fc
      .tuple(fc.nat(400), fc.nat(400))
      .map(([a, b]) => ({ count: Math.min(a, b), of: Math.max(a, b) }));
    fc.assert(
      fc.property(counted, counted, (now, before) => {
        const [said] = sayingsOf([share(now.count, now.of, before.count, before.of)], true);
        const difference = now.count / now.of - before.count / before.of;
        if (said?.verdict === 'rose') expect(difference).toBeGreaterThan(0);
        if (said?.verdict === 'fell') expect(difference).toBeLessThan(0);
        expect(said?.sentence).not.toMatch(/NaN|Infinity|undefined/);
      }),
    );
  });

  it('cries wolf in at most one of twenty digests without a change', () => {
    // A small generator of our own: the same worlds in every run.
    let state = 7;
    const random = () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648;
    };
    const drawn = (of: number) => ({
      count: Array.from({ length: of }, random).filter((x) => x < 0.3).length,
      of,
    });
    const digests = Array.from({ length: 400 }, () =>
      Array.from(
        { length: 8 },
        () => ({ ...share(0, 0, 0, 0), now: drawn(150), before: drawn(150) }) as Figure,
      ),
    );
    const wolves = digests.filter((figures) =>
      sayingsOf(figures, true).some(({ verdict }) => verdict === 'rose' || verdict === 'fell'),
    );
    expect(wolves.length / digests.length).toBeLessThan(0.06);
  });
});

describe('what a digest says of the running week', () => {
  it('compares nothing', () => {
    const figures = [share(420, 1200, 310, 1100), people(40, 90), amount('events', 3, 70)];
    expect(sayingsOf(figures, false)).toEqual([
      {
        verdict: 'running',
        sentence:
          'Conversion so far: 35.0% (420 of 1,200 users who entered); in the whole week before 28.2% (310 of 1,100).',
      },
      { verdict: 'running', sentence: 'Active users so far: 40; in the whole week before 90.' },
      { verdict: 'running', sentence: 'Uses so far: 3; in the whole week before 70.' },
    ]);
  });
});
