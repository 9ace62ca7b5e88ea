import type { SavedChange } from '#lib/changes/answers';
import { deedOf } from '#lib/changes/deed-of';

const DAY_MS = 86_400_000;
/** A plan that nobody has carried out for so long binds nobody. */
const PLANS_COUNT_DAYS = 3;
const UNFINISHED = ['running', 'verifying', 'split'];

/** The versions of a function that open changes come from or go to, each with why it is needed. */
export function versionsNamedBy(
  changes: readonly SavedChange[],
  functionName: string,
  now: Date,
): Map<number, string> {
  const named = changes
    .filter((change) => isOpen(change, now))
    .flatMap((change) => {
      const why = `An open change names it: ${deedOf(change)} in ${change.environment}.`;
      return versionsOf(change, functionName).map((version): [number, string] => [version, why]);
    });
  return new Map(named);
}

function isOpen({ status, createdAt }: SavedChange, now: Date): boolean {
  if (status !== 'planned') return UNFINISHED.includes(status);
  return now.getTime() - Date.parse(createdAt) < PLANS_COUNT_DAYS * DAY_MS;
}

function versionsOf(change: SavedChange, functionName: string): number[] {
  if (change.kind === 'rollback' || change.kind === 'forward') {
    return change.plan
      .filter((move) => move.function === functionName)
      .flatMap(({ fromVersion, toVersion, fromWeights }) => [
        fromVersion,
        toVersion,
        ...Object.keys(fromWeights),
      ])
      .map(Number)
      .filter(Number.isInteger);
  }
  if (change.kind !== 'deploy') return [];
  const own = change.plan.filter((one) => one.function === functionName);
  return own.map(({ fromVersion }) => Number(fromVersion)).filter(Number.isInteger);
}
