import type { WorkingCopy } from '#lib/core/deployer';
import type { FieldError } from '#lib/core/errors';
import type { FunctionAlias } from '#lib/core/functions';

interface Known {
  functionName: string;
  alias: FunctionAlias;
  latest: WorkingCopy;
  /** What is said of a lock on its deploys; null when there is none. */
  lock: string | null;
  /** What is said of a version with the same code that is known to be bad; null when there is none. */
  badCode: string | null;
}

/** Everything that stands against a deploy, at once; empty when nothing does. */
export function deployRefusals(known: Known): FieldError[] {
  const { functionName, alias, latest, lock, badCode } = known;
  const faults: FieldError[] = [];
  const say = (path: string, message: string) => faults.push({ path, message });
  if (lock !== null) say('function', lock);
  if (badCode !== null) say('code', badCode);
  if (alias.version === '$LATEST') {
    say(
      'alias',
      `${alias.name} points at $LATEST, which cannot be gone back to: move it to a version first.`,
    );
  }
  if (alias.second !== null) {
    say('alias', `${alias.name} shares its traffic with version ${alias.second.version}: finish that first.`);
  }
  if (latest.state === 'Pending' || latest.updateStatus === 'InProgress') {
    say('function', `AWS is still at an update of ${functionName}: try again in a moment.`);
  }
  return faults;
}
