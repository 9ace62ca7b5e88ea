import { describe, expect, it } from 'vitest';
import type { ItemId } from '#lib/incidents/checklist';
import { CHECKLIST } from '#lib/incidents/checklist';
import { type ItemState, type Look, whyNotDecide } from '#lib/incidents/item-decision';

const person = { kind: 'person' } as const;
const unable: Look = { result: 'unable', why: 'No health endpoint is configured.' };
const notYet: Look = { result: 'not_yet', why: 'It answered 503.' };

interface Case {
  item?: ItemId;
  from?: ItemState;
  to: ItemState;
  reason?: string;
  look?: Look;
}

function decide(given: Case, kind: 'person' | 'token' | 'system' = 'person') {
  const { item = 'identify_reason', from = 'open', to, reason = '', look = null } = given;
  return whyNotDecide({ ...person, kind } as { kind: 'person' }, { item, from, to, reason, look });
}

describe('the checklist', () => {
  it('has fourteen items in three parts, of which the product sees seven for itself', () => {
    const parts = CHECKLIST.map(({ part }) => part);
    expect(['before', 'during', 'after'].map((part) => parts.filter((one) => one === part).length)).toEqual([
      4, 5, 5,
    ]);
    expect(CHECKLIST.filter(({ isSeen }) => isSeen)).toHaveLength(7);
  });
});

describe('an item', () => {
  it.each<[string, Case]>([
    ['a person ticks what only people know', { to: 'ticked' }],
    ['a person waives with a reason', { to: 'waived', reason: 'No logs in the sandbox' }],
    ['a person opens again with a reason', { from: 'ticked', to: 'open', reason: 'It came back' }],
    [
      'a person opens again what the product ticked',
      { item: 'health_ok', from: 'ticked', to: 'open', reason: 'No' },
    ],
    [
      'a person ticks what the product cannot see',
      { item: 'health_ok', to: 'ticked', reason: 'curl', look: unable },
    ],
    [
      'a person waives what the product sees',
      { item: 'health_ok', to: 'waived', reason: 'No API', look: notYet },
    ],
  ])('%s', (_, given) => {
    expect(decide(given)).toBeNull();
  });

  it.each<[string, Case, string]>([
    ['waived without a reason', { to: 'waived', reason: ' ' }, 'Say why it is waived.'],
    ['opened again without a reason', { from: 'waived', to: 'open' }, 'Say why it is opened again.'],
    ['ticked twice', { from: 'ticked', to: 'ticked' }, 'It is ticked already.'],
    ['waived when it is ticked', { from: 'ticked', to: 'waived', reason: 'x' }, 'open it again'],
    ['ticked when it is waived', { from: 'waived', to: 'ticked' }, 'open it again'],
    [
      'ticked in the place of the product',
      { item: 'health_ok', to: 'ticked', look: notYet },
      'It answered 503.',
    ],
    ['ticked before it looked', { item: 'alarms_clear', to: 'ticked' }, 'It has not looked yet.'],
    [
      'ticked without saying how one knows',
      { item: 'health_ok', to: 'ticked', look: unable },
      'Say how you know.',
    ],
  ])('is not %s', (_, given, why) => {
    expect(decide(given)).toContain(why);
  });

  it.each(['token', 'system'] as const)('is never decided by a %s', (kind) => {
    for (const given of [
      { to: 'ticked' },
      { to: 'waived', reason: 'x' },
      { from: 'ticked', to: 'open', reason: 'x' },
    ]) {
      expect(decide(given as Case, kind)).toContain('the word of a person');
    }
  });
});
