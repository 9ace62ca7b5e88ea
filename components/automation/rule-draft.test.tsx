import { describe, expect, it } from 'vitest';
import { readDraft, ruleDraft } from '#components/automation/rule-draft';
import type { SavedRule } from '#lib/automation/answers';

const SAVED: SavedRule = {
  id: '00000000-0000-4000-9000-000000000001',
  trigger: 'latency',
  functionName: 'orders-prod',
  threshold: 2500.5,
  points: 4,
  minimumCalls: 20,
  mode: 'on',
  bakeMinutes: 30,
  coolDownMinutes: 0,
  version: 3,
  createdBy: 'Ana',
  createdAt: '2026-03-02T09:00:00.000Z',
  updatedBy: 'Ana',
  updatedAt: '2026-03-02T09:00:00.000Z',
};

describe('a rule in the form', () => {
  it('is read back as it was', () => {
    const {
      id: _i,
      version: _v,
      createdBy: _cb,
      createdAt: _ca,
      updatedBy: _ub,
      updatedAt: _ua,
      ...rule
    } = SAVED;
    expect(readDraft(ruleDraft(SAVED))).toEqual({ rule, faults: {} });
  });

  it('begins as the runbook has it, in dry run, and asks whose it is', () => {
    const draft = ruleDraft(null);
    expect(draft).toMatchObject({ threshold: '5', points: '2', mode: 'dry_run', functionName: '' });
    expect(Object.keys(readDraft(draft).faults)).toEqual(['functionName']);
  });

  it.each([
    ['threshold', '', 'must be a number'],
    ['threshold', 'many', 'must be a number'],
    ['threshold', '-1', 'must be above 0'],
    ['points', '1.5', 'must be a whole number of minutes'],
    ['points', '99', 'must be at most 15 minutes'],
    ['bakeMinutes', '0', 'must be at least 1 min'],
    ['coolDownMinutes', '2000', 'must be at most 1440 min, which is a day'],
  ])('says what is wrong with a %s of "%s"', (field, value, message) => {
    expect(readDraft({ ...ruleDraft(SAVED), [field]: value })).toEqual({
      rule: null,
      faults: { [field]: message },
    });
  });
});
