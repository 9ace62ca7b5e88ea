import { MovesPlan } from '#components/changes/moves-plan';
import { Notice } from '#components/ui/notice';
import type { PlannedForward } from '#lib/changes/forward-plan';

/** Moves back to what a rollback left, and the marks that go with it. */
export function ForwardPlan({ plan }: { plan: readonly PlannedForward[] }) {
  const marks = plan.flatMap(({ function: name, toVersion, clears }) =>
    clears ? { name, toVersion, ...clears } : [],
  );
  return (
    <div className="flex flex-col gap-3">
      {marks.length > 0 ? (
        <Notice tone="attention">
          These versions are marked as bad, and the marks are cleared with the move:
          <ul className="mt-1 list-disc pl-4">
            {marks.map(({ name, toVersion, reason, by }) => (
              <li key={name} className="break-words">
                Version {toVersion} of {name}, marked by {by}: {reason}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <MovesPlan plan={plan} />
      <p className="text-12 text-ink-2">Locks on deploys stay until a person opens them.</p>
    </div>
  );
}
