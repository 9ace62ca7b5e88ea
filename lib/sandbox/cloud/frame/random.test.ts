import { describe, expect, it } from 'vitest';
import { Random } from '#lib/sandbox/cloud/frame/random';

const drawn = (seed: string) => {
  const random = new Random(seed);
  return [random.next(), random.normal(), random.count(3), random.uuid()];
};

describe('chance', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(drawn('a')).toEqual(drawn('a'));
    expect(drawn('a')).not.toEqual(drawn('b'));
  });

  it.each([0.2, 4, 25, 80])('counts what happens %d times on average', (mean) => {
    const random = new Random('count');
    const counts = Array.from({ length: 4000 }, () => random.count(mean));
    const average = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    // Five standard errors of a Poisson mean.
    expect(Math.abs(average - mean)).toBeLessThan(5 * Math.sqrt(mean / 4000));
    expect(counts.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
  });

  it('gives UUIDs that are some, and never twice', () => {
    const random = new Random('uuid');
    const all = Array.from({ length: 2000 }, () => random.uuid());
    expect(new Set(all).size).toBe(all.length);
    expect(all[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
