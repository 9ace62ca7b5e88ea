import { WhatNext } from '#components/changes/what-next';
import type { SavedChange } from '#lib/changes/answers';

/** What a stack that was taken back has left for people, where no verdict says it: none is known of one that moved no alias. */
export function StackRollbackOutcome({ change }: { change: SavedChange<'stack-rollback'> }) {
  if (change.verdict !== null || change.finishedAt === null || change.incidentId === null) return null;
  return (
    <section
      aria-label="Outcome"
      className="flex flex-col gap-3 rounded-box border border-line bg-surface p-4 text-14"
    >
      <p>
        {change.status === 'done'
          ? 'It moved no alias, so calls are not compared. See on Live and in the alarms whether it still hurts.'
          : 'It was not taken back whole. The journal says what stands in the way.'}
      </p>
      <WhatNext change={change} mayChange={false} />
    </section>
  );
}
