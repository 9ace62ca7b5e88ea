import type { FunctionAlias, FunctionVersion } from '#lib/core/functions';

/** A version that will not do, and the first reason why. */
export interface Rejection {
  version: number;
  why: string;
}

export interface RollbackTarget {
  /** Null when no version may be chosen without a person. */
  version: number | null;
  why: string;
  rejected: Rejection[];
}

interface Known {
  live: Pick<FunctionAlias, 'version' | 'second'>;
  versions: readonly Pick<FunctionVersion, 'version' | 'state'>[];
  /** The versions that were live, newest first, as far back as is known; the present one may stand at the front. */
  served: readonly number[];
  /** Versions that were marked as bad, each with the reason. */
  bad: ReadonlyMap<number, string>;
}

// An inactive version is woken by its first call, so it can be gone back to.
const RUNNABLE = ['Active', 'Inactive'];

/**
 * Where a rollback goes: to the last version that was live before the present one and may be gone back to. Only where
 * nothing is known of the past, to the highest number below the live one. While two versions share the traffic, the
 * later arrival is left and the other gets all of it. `$LATEST` is no version and never chosen.
 */
export function rollbackTarget(known: Known): RollbackTarget {
  const left = versionToLeave(known);
  const past = [...new Set(sharesFirst(known, left))].filter((version) => version !== left);
  if (past.length > 0) {
    const { found, rejected } = firstFit(past, known);
    if (found === null)
      return { version: null, why: 'No version that was live before may be gone back to.', rejected };
    const why = rejected.length === 0 ? 'It was live before.' : 'It was the last good one live before.';
    return { version: found, why, rejected };
  }
  if (left === '$LATEST')
    return {
      version: null,
      why: 'The alias points at $LATEST, and what was before is unknown.',
      rejected: [],
    };
  const { found, rejected } = firstFit(numbersBelow(left, known.versions), known);
  return found === null
    ? { version: null, why: `No version below ${left} may be gone back to.`, rejected }
    : { version: found, why: `It is the highest below ${left}; what was live before is unknown.`, rejected };
}

/** Why a version may not be gone back to, or null when it may. A person's own choice is held to it too. */
export function whyNot(version: number, { live, versions, bad }: Known): string | null {
  const found = versions.find((candidate) => candidate.version === version);
  if (!found) return 'It does not exist any more.';
  if (version === live.version && live.second === null) return 'It is live.';
  const reason = bad.get(version);
  if (reason !== undefined) return `It is marked as bad: ${reason}`;
  return RUNNABLE.includes(found.state) ? null : `It cannot run: its state is ${found.state}.`;
}

/** Of two that share the traffic the one that came later: by the history, and without one by number. */
function versionToLeave({ live, served }: Known): number | '$LATEST' {
  if (live.version === '$LATEST' || live.second === null) return live.version;
  const arrivals = [live.version, live.second.version];
  const place = (version: number) => (served.includes(version) ? served.indexOf(version) : -1);
  arrivals.sort((a, b) => place(a) - place(b) || b - a);
  return arrivals[0] ?? live.version;
}

/** What was live, newest first, after the version that already shares the traffic with the one to leave. */
function sharesFirst({ live, served }: Known, left: number | '$LATEST'): number[] {
  if (live.second === null) return [...served];
  const stays = left === live.second.version ? live.version : live.second.version;
  return stays === '$LATEST' ? [...served] : [stays, ...served];
}

function firstFit(candidates: readonly number[], known: Known) {
  const rejected: Rejection[] = [];
  for (const version of candidates) {
    const why = whyNot(version, known);
    if (why === null) return { found: version, rejected };
    rejected.push({ version, why });
  }
  return { found: null, rejected };
}

function numbersBelow(live: number, versions: Known['versions']): number[] {
  const numbers = versions.map(({ version }) => version).filter((version) => version < live);
  return numbers.sort((a, b) => b - a);
}
