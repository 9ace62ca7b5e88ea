import { describe, expect, it } from 'vitest';
import { ITEM_IDS } from '#lib/incidents/checklist';
import { closingChecks } from '#lib/incidents/closing-checks';

const ready: Parameters<typeof closingChecks>[0] = {
  status: 'mitigated',
  severity: 'P2',
  items: ITEM_IDS.map((item, at) => ({ item, state: at % 2 === 0 ? 'ticked' : 'waived' })),
  hasPostMortem: true,
  followUps: [{ text: 'Add an alarm', ownerName: 'Eva', dueOn: '2026-04-01' }],
  running: 0,
};

const failing = (changes: Partial<typeof ready>) =>
  closingChecks({ ...ready, ...changes })
    .filter(({ status }) => status !== 'pass')
    .map(({ id }) => id);

describe('closing', () => {
  it('is open to an incident that lacks nothing', () => {
    expect(failing({})).toEqual([]);
    expect(failing({ severity: 'P3', hasPostMortem: false, followUps: [] })).toEqual([]);
  });

  it.each<[string, Partial<typeof ready>, string]>([
    ['it still hurts', { status: 'open' }, 'mitigated'],
    ['a change still runs', { running: 1 }, 'changes_ended'],
    ['one item is open', { items: [{ item: 'check_logs', state: 'open' }] }, 'items_decided'],
    ['a P1 has no post-mortem', { severity: 'P1', hasPostMortem: false }, 'post_mortem_written'],
    ['a P2 has no post-mortem', { hasPostMortem: false }, 'post_mortem_written'],
    [
      'a follow-up is nobody’s',
      { followUps: [{ text: 'a', ownerName: null, dueOn: '2026-04-01' }] },
      'follow_ups_assigned',
    ],
    [
      'a follow-up has no date',
      { followUps: [{ text: 'a', ownerName: 'Eva', dueOn: null }] },
      'follow_ups_assigned',
    ],
  ])('is refused when %s', (_, changes, id) => {
    expect(failing(changes)).toEqual([id]);
  });

  it('says everything at once, and names what is open', () => {
    const checks = closingChecks({
      ...ready,
      status: 'open',
      running: 2,
      items: [{ item: 'check_logs', state: 'open' }],
      hasPostMortem: false,
      followUps: [{ text: 'Add an alarm', ownerName: null, dueOn: null }],
    });
    expect(checks.map(({ status }) => status)).toEqual(['fail', 'wait', 'fail', 'fail', 'fail']);
    expect(checks.map(({ reason }) => reason).join(' ')).toMatch(/Check CloudWatch logs.*Add an alarm/);
  });
});
