import { describe, expect, it } from 'vitest';
import { RateLimiter } from '#lib/http/rate-limit';

const limit = { burst: 3, perSecond: 2 };

describe('RateLimiter', () => {
  it('grants a burst, then says how long to wait, then refills', () => {
    const limiter = new RateLimiter();
    const at = (now: number) => limiter.take('ana', limit, now);
    expect([at(0), at(0), at(0)]).toEqual([0, 0, 0]);
    expect(at(0)).toBe(0.5);
    expect(at(250)).toBe(0.25);
    expect(at(500)).toBe(0);
    expect(at(500)).toBe(0.5);
  });

  it('never holds more than a burst, however long it rests', () => {
    const limiter = new RateLimiter();
    limiter.take('ana', limit, 0);
    const later = [1, 2, 3, 4].map(() => limiter.take('ana', limit, 3_600_000));
    expect(later).toEqual([0, 0, 0, 0.5]);
  });

  it('keeps callers apart and forgets the longest unused beyond its capacity', () => {
    const limiter = new RateLimiter(2);
    const drain = (key: string) => [1, 2, 3].map(() => limiter.take(key, limit, 0));
    drain('ana');
    drain('ben');
    expect(limiter.take('ana', limit, 0)).toBeGreaterThan(0);
    drain('eve');
    expect(limiter.take('ben', limit, 0)).toBe(0);
  });
});
