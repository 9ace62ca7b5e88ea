import { describe, expect, it } from 'vitest';
import { deploymentOf } from '#lib/automation/before';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute));
const MOVE = {
  id: 'm1',
  seenAt: at(30),
  notBefore: at(29),
  redAlarms: [],
  isFirstSight: false,
  changeId: null,
};
const NOTHING = { previous: null, publishedAt: null };

describe('when a deployment was', () => {
  it.each([
    ['after the last look', MOVE, NOTHING, at(29)],
    ['nobody knows when, at first sight', { ...MOVE, isFirstSight: true }, NOTHING, null],
    ['when it was seen, as nothing else is known', { ...MOVE, notBefore: null }, NOTHING, at(30)],
    [
      'after what was seen before a restart',
      { ...MOVE, notBefore: null },
      { previous: { seenAt: at(10) }, publishedAt: null },
      at(10),
    ],
    [
      'not before its version was published',
      { ...MOVE, notBefore: null },
      { previous: { seenAt: at(10) }, publishedAt: at(25) },
      at(25),
    ],
    ['after the last look, of an old version', MOVE, { previous: null, publishedAt: at(1) }, at(29)],
    ['not later than it was seen', MOVE, { previous: null, publishedAt: at(31) }, at(30)],
    [
      'when a change from here moved it',
      { ...MOVE, notBefore: null, changeId: 'c1' },
      { previous: { seenAt: at(10) }, publishedAt: null },
      at(30),
    ],
  ])('is %s', (_, move, around, expected) => {
    expect(deploymentOf(move, around)?.at ?? null).toEqual(expected);
  });

  it('is not known where nothing was seen', () => {
    expect(deploymentOf(null, NOTHING)).toBeNull();
  });
});
