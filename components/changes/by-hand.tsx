import { CommandLines } from '#components/ui/command-lines';
import { byHand } from '#lib/changes/by-hand';
import type { PlannedMove } from '#lib/changes/plan';

/** The same moves as commands, for the hour in which this product cannot make them. */
export function ByHand({ plan }: { plan: readonly PlannedMove[] }) {
  return (
    <details className="text-12 text-ink-2">
      <summary className="min-h-6 cursor-pointer">By the shell, should Flightdeck be out of reach</summary>
      <p className="my-2">
        With your own rights in AWS. No checks, no journal and no way back are kept then: what is moved is
        seen here as moved outside.
      </p>
      <CommandLines lines={byHand(plan)} />
    </details>
  );
}
