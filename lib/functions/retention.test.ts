import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retentionPlan } from '#lib/functions/retention';

const NOW = new Date('2026-03-10T12:00:00Z');
const HOUR = 3_600_000;

function published(version: number, hoursAgo: number) {
  return { version, publishedAt: new Date(NOW.getTime() - hoursAgo * HOUR) };
}

function live(version: number | '$LATEST', second: { version: number; weight: number } | null = null) {
  return { name: 'live', version, second };
}

const nothing = { target: null, needed: new Map<number, string>(), now: NOW };

describe('the plan of a clean-up', () => {
  it('keeps what is young and among the newest, lets the old go, and explains each', () => {
    const versions = [published(3, 1), published(1, 100), published(2, 90)];
    expect(retentionPlan({ ...nothing, versions, aliases: [live(3)], target: 2 })).toEqual([
      { version: 1, isKept: false, reasons: ['It is older than 72 h.'] },
      { version: 2, isKept: true, reasons: ['A rollback would go to it.'] },
      { version: 3, isKept: true, reasons: ['The alias live points at it.'] },
    ]);
  });

  it('lets a young version go that is beyond the newest ten, counted by number', () => {
    const versions = Array.from({ length: 12 }, (_, index) => published(index + 1, 1)).reverse();
    const gone = retentionPlan({ ...nothing, versions, aliases: [live(12)] }).filter(({ isKept }) => !isKept);
    expect(gone).toEqual([
      { version: 1, isKept: false, reasons: ['It is beyond the newest 10.'] },
      { version: 2, isKept: false, reasons: ['It is beyond the newest 10.'] },
    ]);
  });

  it.each([
    ['exactly 72 hours old', 72, true],
    ['a moment older', 72 + 1 / HOUR, false],
  ])('asks for more than 72 hours: %s', (_, hours, isKept) => {
    const plan = retentionPlan({
      ...nothing,
      versions: [published(1, hours), published(2, 1)],
      aliases: [live(2)],
    });
    expect(plan[0]?.isKept).toBe(isKept);
  });

  it('keeps a version that still has a share of the traffic, and one that a change needs', () => {
    const plan = retentionPlan({
      ...nothing,
      versions: [published(1, 200), published(2, 200), published(3, 1)],
      aliases: [live(3, { version: 2, weight: 0.1 })],
      needed: new Map([[1, 'An open change goes to it.']]),
    });
    expect(plan.map(({ reasons }) => reasons)).toEqual([
      ['An open change goes to it.'],
      ['The alias live sends it a share of the traffic.'],
      ['The alias live points at it.'],
    ]);
  });

  it('never lets go of what is named, targeted or needed', () => {
    const number = fc.integer({ min: 1, max: 30 });
    const world = fc.record({
      versions: fc.uniqueArray(fc.tuple(number, fc.integer({ min: 0, max: 200 })), { selector: ([v]) => v }),
      aliases: fc.array(fc.tuple(number, fc.option(number)), { maxLength: 4 }),
      target: fc.option(number),
      needed: fc.array(number, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(world, ({ versions, aliases, target, needed }) => {
        const plan = retentionPlan({
          now: NOW,
          versions: versions.map(([version, hours]) => published(version, hours)),
          aliases: aliases.map(([main, second]) =>
            live(main, second === null ? null : { version: second, weight: 0.5 }),
          ),
          target,
          needed: new Map(needed.map((version) => [version, 'needed'])),
        });
        const gone = plan.filter(({ isKept }) => !isKept).map(({ version }) => version);
        const held = [...aliases.flat(), target, ...needed];
        expect(gone.filter((version) => held.includes(version))).toEqual([]);
        expect(plan.map(({ version }) => version).sort()).toEqual(
          versions.map(([version]) => version).sort(),
        );
      }),
    );
  });
});
