import type { AuditFilters } from '#lib/audit/schema';

const DAY_MS = 86_400_000;

/** The filters as they stand in the URL: texts, and days as `YYYY-MM-DD` (UTC). */
export type AuditFilterTexts = Partial<Record<keyof AuditFilters, string | null>>;

/** What the URL asks for, as the server takes it; the last day is included, and what is no day is left out. */
export function filtersOf({ actor, action, subject, from, to }: AuditFilterTexts): AuditFilters {
  const first = startOf(from, 0);
  const end = startOf(to, DAY_MS);
  return {
    ...(actor ? { actor } : {}),
    ...(action ? { action } : {}),
    ...(subject ? { subject } : {}),
    ...(first ? { from: first } : {}),
    ...(end ? { to: end } : {}),
  };
}

function startOf(day: string | null | undefined, plusMs: number): string | null {
  const time = /^\d{4}-\d\d-\d\d$/.test(day ?? '') ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time + plusMs).toISOString();
}
