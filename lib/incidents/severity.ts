export const SEVERITIES = ['P1', 'P2', 'P3', 'P4'] as const;
export type Severity = (typeof SEVERITIES)[number];

interface SeverityRow {
  label: string;
  definition: string;
  /** How long it may take until it no longer hurts; null is with the next release. */
  slaMinutes: number | null;
  sla: string;
}

/** The guide's table of severities. */
export const SEVERITY: Record<Severity, SeverityRow> = {
  P1: {
    label: 'Critical',
    definition: 'Production down, data loss, security breach',
    slaMinutes: 60,
    sla: '1 hour',
  },
  P2: { label: 'High', definition: 'Major feature broken, no workaround', slaMinutes: 240, sla: '4 hours' },
  P3: {
    label: 'Medium',
    definition: 'Minor feature broken, a workaround exists',
    slaMinutes: 1440,
    sla: '24 hours',
  },
  P4: { label: 'Low', definition: 'Cosmetic', slaMinutes: null, sla: 'next release' },
};

/** Severities after which a post-mortem must be written. */
export const NEEDS_POST_MORTEM: readonly Severity[] = ['P1', 'P2'];

interface Course {
  severity: Severity;
  openedAt: string;
  mitigatedAt: string | null;
}

/** When an incident must no longer hurt, and whether that was kept; null where the severity promises no time. */
export function slaOf(
  { severity, openedAt, mitigatedAt }: Course,
  now: Date,
): { dueAt: string; isMissed: boolean } | null {
  const { slaMinutes } = SEVERITY[severity];
  if (slaMinutes === null) return null;
  const due = Date.parse(openedAt) + slaMinutes * 60_000;
  const reached = mitigatedAt === null ? now.getTime() : Date.parse(mitigatedAt);
  return { dueAt: new Date(due).toISOString(), isMissed: reached > due };
}
