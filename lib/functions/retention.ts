import type { FunctionAlias, FunctionVersion } from '#lib/core/functions';

/** How long and how many versions are kept in any case (the guide's 72 hours, and the newest ten). */
const RETENTION = { hours: 72, newest: 10 } as const;

export interface VersionFate {
  version: number;
  isKept: boolean;
  /** All reasons for keeping it, or why it may go. */
  reasons: string[];
}

interface Holding {
  versions: readonly Pick<FunctionVersion, 'version' | 'publishedAt'>[];
  aliases: readonly Pick<FunctionAlias, 'name' | 'version' | 'second'>[];
  /** Where a rollback would go now. */
  target: number | null;
  /** Versions that something else needs (an open change, a stack), each with what needs it. */
  needed: ReadonlyMap<number, string>;
  now: Date;
}

/**
 * What a clean-up does with each version, oldest first. A version may go when it is older than 72 hours or beyond the
 * newest ten; never one that an alias names, in its weights either, never the rollback target, never one still needed.
 */
export function retentionPlan(holding: Holding): VersionFate[] {
  const newest = holding.versions.map(({ version }) => version).sort((a, b) => b - a);
  const kept = new Set(newest.slice(0, RETENTION.newest));
  return [...holding.versions]
    .sort((a, b) => a.version - b.version)
    .map(({ version, publishedAt }) => {
      const age = holding.now.getTime() - publishedAt.getTime();
      const isOld = age > RETENTION.hours * 3_600_000;
      const isBeyond = !kept.has(version);
      const held = reasonsToHold(version, holding);
      if (held.length > 0) return { version, isKept: true, reasons: held };
      if (isOld || isBeyond) return { version, isKept: false, reasons: reasonsToGo(isOld, isBeyond) };
      const reason = `It is not older than ${RETENTION.hours} h and among the newest ${RETENTION.newest}.`;
      return { version, isKept: true, reasons: [reason] };
    });
}

function reasonsToHold(version: number, { aliases, target, needed }: Holding): string[] {
  const reasons = aliases.flatMap(({ name, version: main, second }) => {
    if (main === version) return [`The alias ${name} points at it.`];
    return second?.version === version ? [`The alias ${name} sends it a share of the traffic.`] : [];
  });
  if (target === version) reasons.push('A rollback would go to it.');
  const need = needed.get(version);
  return need === undefined ? reasons : [...reasons, need];
}

function reasonsToGo(isOld: boolean, isBeyond: boolean): string[] {
  return [
    ...(isOld ? [`It is older than ${RETENTION.hours} h.`] : []),
    ...(isBeyond ? [`It is beyond the newest ${RETENTION.newest}.`] : []),
  ];
}
