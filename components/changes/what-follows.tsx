import { Sentences } from '#components/ui/sentences';
import { LOCK_HOURS } from '#lib/changes/lock-hours';

/** More names than these are read by nobody; the plan has them all. */
const MOST_NAMED = 4;

interface WhatFollowsProps {
  /** Whose deploys are locked. */
  functions: readonly string[];
  /** Whether it moves aliases, which leave versions behind. */
  isMoving: boolean;
}

/** What a rollback entails beside what it moves, before anybody confirms it. */
export function WhatFollows({ functions, isMoving }: WhatFollowsProps) {
  const said = [
    ...(isMoving ? ['Versions that its aliases leave are marked as bad.'] : []),
    functions.length === 0
      ? 'No deploys are locked: as far as AWS tells, no function of it was changed.'
      : `Deploys of ${namedOrCounted(functions)} are locked for ${LOCK_HOURS} hours, and after that until a person opens the lock. One that is under way stops, and what it moved goes back.`,
    'It opens an incident, or joins the one that is about the same.',
  ];
  return (
    <div className="mt-4">
      <h4 className="font-medium text-14">What follows</h4>
      <Sentences said={said} />
    </div>
  );
}

function namedOrCounted(functions: readonly string[]): string {
  return functions.length > MOST_NAMED ? `its ${functions.length} functions` : functions.join(', ');
}
