import type { VersionFate } from '#lib/functions/retention';

/** The versions of one function, each with what a clean-up does with it and why. */
export interface PlannedPrune {
  function: string;
  versions: VersionFate[];
}

/** What is deleted of one function, without the words that explain it. */
export function boundPrune({ function: name, versions }: PlannedPrune) {
  return { function: name, deleted: versions.filter(({ isKept }) => !isKept).map(({ version }) => version) };
}

/** How many versions a clean-up deletes, and of how many functions. */
export function pruneSize(plan: readonly PlannedPrune[]): { versions: number; functions: number } {
  const deleted = plan.map((one) => boundPrune(one).deleted.length);
  return {
    versions: deleted.reduce((sum, count) => sum + count, 0),
    functions: deleted.filter((count) => count > 0).length,
  };
}
