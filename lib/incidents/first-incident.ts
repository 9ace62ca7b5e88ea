import type { FollowedChange } from '#lib/core/change-follower';
import { environmentOf } from '#lib/core/environment-of';
import type { Scope } from '#lib/incidents/schema';
import type { Severity } from '#lib/incidents/severity';

const MOST_IN_A_TITLE = 160;
const PRODUCTION = ['prod', 'production'];

/**
 * The incident that a rollback opens, before any person has said more: what its reason says, as severe as a broken major
 * feature in production, and full when every known function of the environment is rolled back.
 */
export function firstIncident(change: FollowedChange, known: readonly string[]) {
  const { environment, reason, requestedBy, deed, functions } = change;
  const all = known.filter((name) => environmentOf(name) === environment);
  const isFull = all.length > 1 && all.every((name) => functions.includes(name));
  const severity: Severity = PRODUCTION.includes(environment) ? 'P2' : 'P3';
  const scope: Scope = isFull ? 'full' : 'feature';
  const { kind, id, name } = requestedBy;
  return {
    title: (reason.split('\n')[0] ?? reason).slice(0, MOST_IN_A_TITLE),
    severity,
    environment,
    scope,
    functions,
    failureReason: '',
    owner: kind === 'person' ? { id, name } : null,
    openedBy: name,
    detectedAt: null,
    sentence: `Opened by ${name}: ${deed}.`,
  };
}
