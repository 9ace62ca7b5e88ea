import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Labels } from '#lib/funnels/labels';
import { UnitReader } from '#lib/funnels/unit-reader';

interface Packed {
  unit: string;
  time: number;
  steps: number;
  excluded: number;
  broken: string | null;
}

const STEPS = 32;
const EXCLUSIONS = 16;
const LOW_BITS = 11;

const packed: fc.Arbitrary<Packed> = fc.record({
  unit: fc.constantFrom('a', 'b', 'c'),
  time: fc.integer({ min: 1, max: 2 ** 40 }),
  steps: fc.integer({ min: 0, max: 2 ** STEPS - 1 }),
  excluded: fc.integer({ min: 0, max: 2 ** EXCLUSIONS - 1 }),
  broken: fc.constantFrom(null, '', 'x', 'y'),
});

/** One row for each event, as an engine would give them: by unit, masks in two parts. */
function batchOf(events: Packed[]) {
  const sorted = [...events].sort((a, b) => (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : 0));
  const masks = sorted.map(({ steps, excluded }) => steps + excluded * 2 ** STEPS);
  const none = sorted.map(() => null);
  return {
    rowCount: sorted.length,
    columns: {
      unit: sorted.map(({ unit }) => unit),
      person: sorted.map(({ unit }) => unit),
      held: none,
      held_number: Float64Array.from(sorted, () => Number.NaN),
      broken: sorted.map(({ broken }) => broken),
      broken_number: Float64Array.from(sorted, () => Number.NaN),
      high: Float64Array.from(masks, (mask) => Math.floor(mask / 2 ** LOW_BITS)),
      events: {
        values: Float64Array.from(
          sorted,
          ({ time }, i) => time * 2 ** LOW_BITS + ((masks[i] ?? 0) % 2 ** LOW_BITS),
        ),
        ends: Uint32Array.from(sorted, (_, i) => i + 1),
      },
    },
  };
}

describe('the unit reader', () => {
  it('gives back what was packed, with 32 steps, 16 exclusions and 35 years', () => {
    fc.assert(
      fc.property(fc.array(packed, { maxLength: 12 }), fc.integer({ min: 0, max: 12 }), (events, cut) => {
        const labels = new Labels();
        const read: Packed[] = [];
        const packing = { base: 1000, lowBits: LOW_BITS, stepCount: STEPS };
        const reader = new UnitReader(packing, new Labels(), labels, (unit, name) => {
          for (let i = 0; i < unit.count; i += 1) {
            if (i > 0) expect(unit.times[i]).toBeGreaterThanOrEqual(unit.times[i - 1] ?? 0);
            read.push({
              unit: name?.unit ?? '',
              time: (unit.times[i] ?? 0) - packing.base,
              steps: unit.steps[i] ?? -1,
              excluded: unit.excluded[i] ?? -1,
              broken: labels.valueOf(unit.broken[i] ?? -1),
            });
          }
        });
        // A unit may go on in the next batch.
        const sorted = [...events].sort((a, b) => (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : 0));
        reader.readFull(batchOf(sorted.slice(0, cut)));
        reader.readFull(batchOf(sorted.slice(cut)));
        reader.finish();
        const expected = events.map((event) => ({ ...event, broken: event.broken || null }));
        const byAll = (list: Packed[]) => list.map((one) => JSON.stringify(one)).sort();
        expect(byAll(read)).toEqual(byAll(expected));
      }),
      { numRuns: 300 },
    );
  });

  it('sorts a lean unit by time and, at one instant, by step', () => {
    const units: number[][] = [];
    const packing = { base: 0, lowBits: 2, stepCount: 2 };
    const reader = new UnitReader(packing, new Labels(), new Labels(), ({ count, times, steps }) =>
      units.push([...times.subarray(0, count), ...steps.subarray(0, count)]),
    );
    const many = Array.from({ length: 50 }, (_, i) => (50 - i) * 4 + 1);
    const values = Float64Array.from([5 * 4 + 2, 5 * 4 + 1, 3 * 4 + 1, ...many]);
    reader.readLean({ rowCount: 2, columns: { events: { values, ends: Uint32Array.from([3, 53]) } } });
    expect(units[0]).toEqual([3, 5, 5, 1, 1, 2]);
    expect(units[1]?.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
  });
});
