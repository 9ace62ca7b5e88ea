import { describe, expect, it } from 'vitest';
import { type Severity, slaOf } from '#lib/incidents/severity';

const openedAt = '2026-03-02T09:00:00.000Z';

describe('the promise of a severity', () => {
  it.each<[Severity, string | null, string, boolean | null]>([
    ['P1', null, '2026-03-02T10:00:00.000Z', false],
    ['P1', null, '2026-03-02T10:00:00.001Z', true],
    ['P1', '2026-03-02T10:00:00.000Z', '2026-03-05T00:00:00.000Z', false],
    ['P1', '2026-03-02T10:00:01.000Z', '2026-03-05T00:00:00.000Z', true],
    ['P2', null, '2026-03-02T13:00:00.000Z', false],
    ['P3', null, '2026-03-03T09:00:01.000Z', true],
    ['P4', null, '2027-01-01T00:00:00.000Z', null],
  ])('%s, mitigated %s, seen at %s: missed is %s', (severity, mitigatedAt, now, isMissed) => {
    expect(slaOf({ severity, openedAt, mitigatedAt }, new Date(now))?.isMissed ?? null).toBe(isMissed);
  });
});
