import { describe, expect, it } from 'vitest';
import { verificationWords } from '#components/audit/verification-words';

const SOUND = {
  ok: true,
  entries: 1204,
  head: { sequence: 1204, hash: 'ab' },
  anchors: { checked: 1204, ok: true },
  checkedAt: '2026-03-01T00:00:00Z',
};

describe('verificationWords', () => {
  it.each([
    [SOUND, /^All 1,204 entries are whole .* agree with 1,204 anchors/],
    [{ ...SOUND, anchors: { checked: 0, ok: true } }, /No anchors are kept/],
    [{ ...SOUND, entries: 0, head: null }, /nothing to verify/],
    [
      { ...SOUND, ok: false, brokenAt: { sequence: 17, reason: 'its content does not match its hash' } },
      /broken at entry 17: its content does not match its hash/,
    ],
    [
      {
        ...SOUND,
        ok: false,
        anchors: { checked: 9, ok: false, brokenAt: { sequence: 5, reason: 'another hash' } },
      },
      /at entry 5: another hash. It was rewritten/,
    ],
  ])('%#', (found, words) => expect(verificationWords(found)).toMatch(words));
});
