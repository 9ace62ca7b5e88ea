import { type Budget, CallBudget } from '#lib/adapters/aws/call-budget';
import type { Waiting } from '#lib/adapters/aws/waiting';

/**
 * What Flightdeck takes of the 15 control-plane calls that AWS Lambda allows all callers of an account and region in a
 * second. With what may begin at once, no second has more than 15 of them.
 */
const TAKEN = { perSecond: 12, burst: 3 };
/** For those who look again and again, and delete what is old: a third. */
const LOOKING = { perSecond: 5 };

export interface LambdaBudget {
  /** For changes, which are few, and go first. */
  changes: Budget;
  /** For all that can wait. */
  looks: Budget;
}

/** The budget that all clients of Lambda in one process share; calls of the functions themselves are not counted. */
export function openLambdaBudget(waiting: Waiting): LambdaBudget {
  const changes = new CallBudget(TAKEN, waiting);
  return { changes, looks: changes.behind(LOOKING) };
}
