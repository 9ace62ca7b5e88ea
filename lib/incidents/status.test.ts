import { describe, expect, it } from 'vitest';
import { type IncidentStatus, movesFrom, STATUSES, whyNotTo } from '#lib/incidents/status';

const ALLOWED = ['open → mitigated', 'mitigated → open', 'mitigated → closed'];
const PAIRS = STATUSES.flatMap((from) => STATUSES.map((to): [IncidentStatus, IncidentStatus] => [from, to]));

describe('an incident', () => {
  it.each(PAIRS)('from %s to %s', (from, to) => {
    const isAllowed = ALLOWED.includes(`${from} → ${to}`);
    expect(movesFrom(from).includes(to)).toBe(isAllowed);
    expect(whyNotTo(from, to) === null).toBe(isAllowed);
  });

  it('says what must come before', () => {
    expect(whyNotTo('open', 'closed')).toBe(
      'An incident that is open must be mitigated before it is closed.',
    );
    expect(whyNotTo('closed', 'open')).toContain('stays closed');
    expect(whyNotTo('open', 'open')).toBe('It is open already.');
  });
});
