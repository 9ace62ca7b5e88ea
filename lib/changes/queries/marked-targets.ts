import type { PlannedMove } from '#lib/changes/plan';
import type { Transaction } from '#lib/core/database';

/** The targets of a plan that carry a mark by now, each in a sentence; a rollback that ends meanwhile marks what it left. */
export async function markedTargets(
  { badVersion }: Pick<Transaction, 'badVersion'>,
  plan: readonly PlannedMove[],
): Promise<string[]> {
  const marks = await badVersion.findMany({
    where: { functionName: { in: plan.map(({ function: name }) => name) }, clearedAt: null },
  });
  return plan.flatMap(({ function: name, toVersion }) => {
    const mark = marks.find(
      ({ functionName, version }) => functionName === name && `${version}` === toVersion,
    );
    return mark
      ? [`Version ${toVersion} of ${name} was marked as bad by ${mark.markedBy}: ${mark.reason}.`]
      : [];
  });
}
