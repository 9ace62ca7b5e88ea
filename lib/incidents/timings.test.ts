import { describe, expect, it } from 'vitest';
import { type Moments, timingsOf } from '#lib/incidents/timings';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute));
const KNOWN: Moments = {
  failingSince: at(0),
  detectedAt: at(4),
  begunAt: at(10),
  movedAt: at(11),
  verifiedAt: at(15),
};
const secondsOf = (moments: Moments) =>
  Object.fromEntries(Object.entries(timingsOf(moments)).map(([phase, { seconds }]) => [phase, seconds]));

describe('how long it took', () => {
  it('is told for each part, from the records', () => {
    expect(secondsOf(KNOWN)).toEqual({ detect: 240, decide: 360, act: 60, verify: 240 });
  });

  it.each<[keyof Moments, object]>([
    ['failingSince', { detect: null, decide: 360, act: 60, verify: 240 }],
    ['detectedAt', { detect: null, decide: null, act: 60, verify: 240 }],
    ['begunAt', { detect: 240, decide: null, act: null, verify: 240 }],
    ['movedAt', { detect: 240, decide: 360, act: null, verify: null }],
    ['verifiedAt', { detect: 240, decide: 360, act: 60, verify: null }],
  ])('is unknown without %s, and never 0', (moment, expected) => {
    expect(secondsOf({ ...KNOWN, [moment]: null })).toEqual(expected);
  });

  it('is 0 where two things happened at once, and unknown where they are the other way round', () => {
    expect(timingsOf({ ...KNOWN, detectedAt: at(0) }).detect.seconds).toBe(0);
    expect(timingsOf({ ...KNOWN, detectedAt: at(12) }).decide).toMatchObject({ seconds: null });
  });
});
