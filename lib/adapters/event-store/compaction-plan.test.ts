import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filesToMerge } from '#lib/adapters/event-store/compaction-plan';

const NOW = Date.UTC(2026, 0, 5);
const MINUTE = 60_000;

function files(sizes: number[], ageMs = MINUTE) {
  return sizes.map((bytes, n) => ({ name: `f${n}`, bytes, modifiedAt: NOW - ageMs }));
}

describe('filesToMerge', () => {
  it.each([
    ['nothing', [], MINUTE, 0],
    ['a single file', [1000], 60 * MINUTE, 0],
    ['few files of a busy day', [10, 10, 10, 10], MINUTE, 0],
    ['few files of a quiet day', [10, 10], 11 * MINUTE, 2],
    ['many small files', [10, 10, 10, 10, 10], MINUTE, 5],
    ['the small files beside a large one', [10, 10, 10, 10, 10, 1_000_000], MINUTE, 5],
    ['all, when the small ones have grown', [400_000, 10, 10, 10, 100, 1_000_000], MINUTE, 6],
    ['not those that are finished', [2 ** 28, 2 ** 29], 60 * MINUTE, 0],
  ])('takes %s', (_, sizes, age, expected) => {
    expect(filesToMerge(files(sizes, age), NOW)).toHaveLength(expected);
  });

  it('keeps a growing day at few files, and writes each byte only a few times', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1000, max: 50_000 }), { minLength: 200, maxLength: 600 }),
        (arrivals) => {
          let day: ReturnType<typeof files> = [];
          let written = 0;
          for (const [n, bytes] of arrivals.entries()) {
            day.push({ name: `n${n}`, bytes, modifiedAt: NOW });
            const merged = filesToMerge(day, NOW);
            if (merged.length === 0) continue;
            const sum = merged.reduce((total, file) => total + file.bytes, 0);
            written += sum;
            day = [
              ...day.filter((file) => !merged.includes(file)),
              { name: `m${n}`, bytes: sum, modifiedAt: NOW },
            ];
          }
          expect(day.length).toBeLessThanOrEqual(8);
          const total = arrivals.reduce((sum, bytes) => sum + bytes, 0);
          expect(written).toBeLessThan(12 * total);
        },
      ),
    );
  });
});
