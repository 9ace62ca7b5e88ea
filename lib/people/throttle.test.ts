import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkOf } from '#lib/people/network';
import { admit, type Counters, freshCounter, succeed } from '#lib/people/throttle';

const START = new Date('2026-03-02T09:00:00Z');
const later = (seconds: number) => new Date(START.getTime() + seconds * 1000);
const fresh = (): Counters => ({
  pair: freshCounter(START),
  address: freshCounter(START),
  account: freshCounter(START),
});

/** Tries at a second each until refused; answers the attempts that got through and the last refusal. */
function hammer(counters: Counters, seconds: number): { admitted: number; counters: Counters; wait: number } {
  let admitted = 0;
  let wait = 0;
  let now = counters;
  for (let second = 0; second < seconds; second++) {
    const answer = admit(now, later(second));
    if ('counters' in answer) {
      admitted += 1;
      now = answer.counters;
    } else wait = Math.max(wait, answer.retryAfterSeconds);
  }
  return { admitted, counters: now, wait };
}

describe('throttle', () => {
  it('lets a few mistakes pass, then makes each further one wait longer', () => {
    const { admitted, wait } = hammer(fresh(), 3_600);
    expect(admitted).toBeGreaterThan(5);
    expect(admitted).toBeLessThan(25);
    expect(wait).toBeGreaterThan(290);
    expect(wait).toBeLessThanOrEqual(300);
  });

  it('slows an address that tries many accounts', () => {
    let address = freshCounter(START);
    const refusals = Array.from({ length: 40 }, (_, second) => {
      const answer = admit({ ...fresh(), address }, later(second));
      if ('counters' in answer) address = answer.counters.address;
      return 'retryAfterSeconds' in answer;
    });
    expect(refusals.indexOf(true)).toBe(20);
  });

  it('slows an account that many addresses try, except where its owner has been', () => {
    const account = { ...freshCounter(START), failures: 500, blockedUntil: later(300) };
    expect(admit({ ...fresh(), account }, START)).toEqual({ retryAfterSeconds: 300 });
    const home = { ...freshCounter(START), lastSuccessAt: later(-86_400) };
    expect(admit({ ...fresh(), account, pair: home }, START)).toHaveProperty('counters');
    const stale = { ...freshCounter(START), lastSuccessAt: later(-91 * 86_400) };
    expect(admit({ ...fresh(), account, pair: stale }, START)).toEqual({ retryAfterSeconds: 300 });
  });

  it('never makes the owner wait long at home, whatever strangers do there', () => {
    const pair = { ...freshCounter(START), lastSuccessAt: later(-60) };
    expect(hammer({ ...fresh(), pair }, 3_600).wait).toBeLessThanOrEqual(30);
  });

  it('forgets the attempt that succeeded, and no other', () => {
    const seven = { ...freshCounter(START), failures: 7 };
    const answer = admit({ pair: freshCounter(START), address: seven, account: seven }, START);
    if (!('counters' in answer)) throw new Error('refused');
    const done = succeed(answer.counters, START);
    expect(done.pair).toEqual({ failures: 0, windowStart: START, blockedUntil: null, lastSuccessAt: START });
    expect([done.address.failures, done.account.failures]).toEqual([7, 7]);
  });

  it('begins anew after an hour', () => {
    const old = { ...freshCounter(later(-3_600)), failures: 19 };
    expect(admit({ ...fresh(), pair: old }, START)).toMatchObject({ counters: { pair: { failures: 1 } } });
  });

  it('admits nobody while a block lasts and somebody once it is over', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 0, max: 1_800 }), (block, second) => {
        const account = { ...freshCounter(START), failures: 60, blockedUntil: later(block) };
        const answer = admit({ ...fresh(), account }, later(second));
        expect('counters' in answer).toBe(second >= block);
      }),
    );
  });
});

describe('networkOf', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s is in %s', (address, network) => expect(networkOf(address)).toBe(network));
});
