import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rejection } from '#lib/core/rejections';
import { cut, sampleOf } from '#lib/events/rejected/sample-of';
import { MOST_GROUPS, RejectedTally } from '#lib/events/rejected/tally';

const HOUR = Date.UTC(2026, 2, 3, 9);
const bytesOf = (text: string) => new TextEncoder().encode(text).length;

function refused(part: Partial<Rejection> = {}, receivedAt = HOUR, senderId = 's1') {
  const rejection = {
    isBatch: false,
    eventType: 'view',
    reason: 'no user',
    given: { type: 'view' },
    ...part,
  };
  return { senderId, senderName: 'Shop', receivedAt, rejections: [rejection] };
}

describe('a tally of refusals', () => {
  it('counts together what is alike, with when it was and what it looked like', () => {
    const tally = new RejectedTally();
    for (const minute of [30, 10, 20, 40]) {
      tally.add(refused({ given: { minute } }, HOUR + minute * 60_000));
    }
    expect(tally.take()).toEqual([
      {
        hour: HOUR,
        isBatch: false,
        senderId: 's1',
        senderName: 'Shop',
        eventType: 'view',
        reason: 'no user',
        count: 4,
        firstAt: HOUR + 600_000,
        lastAt: HOUR + 2_400_000,
        samples: ['{"minute":30}', '{"minute":10}', '{"minute":20}'],
      },
    ]);
    expect(tally.take()).toEqual([]);
  });

  it.each([
    ['types', refused({ eventType: 'buy' })],
    ['reasons', refused({ reason: 'no type' })],
    ['senders', refused({}, HOUR, 's2')],
    ['hours', refused({}, HOUR + 3_600_000)],
    ['batches and events', refused({ isBatch: true })],
  ])('keeps %s apart', (_, other) => {
    const tally = new RejectedTally();
    tally.add(refused());
    tally.add(other);
    expect(tally.take()).toHaveLength(2);
  });

  it('stays small in a flood, and loses no count', () => {
    const tally = new RejectedTally();
    for (let n = 0; n < 50_000; n += 1) {
      tally.add(refused({ reason: `bad key ${n}`, given: 'x'.repeat(5000) }));
    }
    const groups = tally.take();
    expect(groups).toHaveLength(MOST_GROUPS + 1);
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(50_000);
    expect(groups.at(-1)).toMatchObject({ senderId: '', reason: expect.stringMatching(/^Other/) });
    expect(groups.flatMap(({ samples }) => samples).every((sample) => bytesOf(sample) <= 1024)).toBe(true);
  });

  it('takes back what could not be written', () => {
    const tally = new RejectedTally();
    tally.add(refused({ given: 1 }));
    const taken = tally.take();
    tally.add(refused({ given: 2 }));
    tally.restore(taken);
    expect(tally.take()).toMatchObject([{ count: 2, samples: ['2', '1'] }]);
  });
});

describe('a sample', () => {
  it.each([
    ['an object', { a: 1 }, '{"a":1}'],
    ['a text, as it came', '{"a":', '{"a":'],
    ['nothing', undefined, ''],
    ['what a database refuses', 'a\0b\ud800c', 'a\uFFFDb\uFFFDc'],
  ])('shows %s', (_, given, sample) => {
    expect(sampleOf(given)).toBe(sample);
  });

  it('never has more than a kibibyte, and is the beginning of what was sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 2000, size: 'max' }), (text) => {
        const sample = sampleOf(text);
        expect(bytesOf(sample)).toBeLessThanOrEqual(1024);
        if (bytesOf(text) > 1024) expect(sample.endsWith('…')).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abc…'],
    ['äöü', 6, 'äöü'],
    ['äöüx', 6, 'ä…'],
  ])('of %s in %i bytes is %s', (text, bytes, expected) => {
    expect(cut(text, bytes)).toBe(expected);
  });
});
