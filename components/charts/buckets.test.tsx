import { describe, expect, it } from 'vitest';
import { bucketAt, bucketOfDay, dayOfBucket, periodOfBuckets } from '#components/charts/buckets';

const DAYS = ['2026-03-02T00:00:00.000Z', '2026-03-03T00:00:00.000Z'];
const BERLIN = ['2026-03-27T23:00:00.000Z', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'];
const LOS_ANGELES = ['2026-03-02T08:00:00.000Z', '2026-03-03T08:00:00.000Z'];
const WEEKS = ['2026-03-02T00:00:00.000Z', '2026-03-09T00:00:00.000Z'];
const MONTHS = ['2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'];
const HOURS = ['2026-03-02T22:00:00.000Z', '2026-03-02T23:00:00.000Z', '2026-03-03T00:00:00.000Z'];

describe('dayOfBucket', () => {
  it.each([
    ['2026-03-02T00:00:00.000Z', '2026-03-02'],
    ['2026-03-28T23:00:00.000Z', '2026-03-29'],
    ['2026-03-02T08:00:00.000Z', '2026-03-02'],
  ])('%s begins %s', (start, day) => {
    expect(dayOfBucket(start)).toBe(day);
  });
});

describe('periodOfBuckets', () => {
  it.each([
    ['days', DAYS, '2026-03-04T00:00:00.000Z'],
    ['one bucket', DAYS.slice(0, 1), '2026-03-03T00:00:00.000Z'],
    ['weeks', WEEKS, '2026-03-16T00:00:00.000Z'],
    ['months', MONTHS, '2026-04-01T00:00:00.000Z'],
    ['hours', HOURS, '2026-03-03T01:00:00.000Z'],
  ])('ends with the last of %s', (_, starts, to) => {
    expect(periodOfBuckets(starts)).toEqual({ from: starts[0], to });
  });

  it('is nothing without buckets', () => {
    expect(periodOfBuckets([])).toBeNull();
  });
});

describe('bucketAt', () => {
  it.each([
    [DAYS, '2026-03-01T23:59:59.999Z', -1],
    [DAYS, '2026-03-02T00:00:00Z', 0],
    [DAYS, '2026-03-02T23:59:59.999Z', 0],
    [DAYS, '2026-03-03T23:59:59.999Z', 1],
    [DAYS, '2026-03-04T00:00:00Z', -1],
    [WEEKS, '2026-03-15T23:59:59Z', 1],
    [MONTHS, '2026-03-31T23:59:59Z', 1],
    [BERLIN, '2026-03-29T22:00:00+02:00', 1],
    [[], '2026-03-02T00:00:00Z', -1],
  ])('%s %s', (starts, time, index) => {
    expect(bucketAt(starts, time)).toBe(index);
  });
});

describe('bucketOfDay', () => {
  it.each([
    [DAYS, '2026-03-01', -1],
    [DAYS, '2026-03-03', 1],
    [DAYS, '2026-03-04', -1],
    [BERLIN, '2026-03-28', 0],
    [BERLIN, '2026-03-29', 1],
    [BERLIN, '2026-03-30', 2],
    [LOS_ANGELES, '2026-03-02', 0],
    [LOS_ANGELES, '2026-03-04', -1],
    [WEEKS, '2026-03-08', 0],
    [WEEKS, '2026-03-15', 1],
    [WEEKS, '2026-03-16', -1],
    [MONTHS, '2026-03-31', 1],
    [MONTHS, '2026-04-01', -1],
    [HOURS, '2026-03-02', 0],
    [HOURS, '2026-03-03', 2],
    [[], '2026-03-02', -1],
  ])('%s %s', (starts, day, index) => {
    expect(bucketOfDay(starts, day)).toBe(index);
  });
});
