import type { SavedChange } from '#lib/changes/answers';
import { followStack } from '#lib/changes/commands/stack-rollback-follow';
import type { Journal, StoredStep } from '#lib/changes/journal-port';
import type { End } from '#lib/changes/kind';
import { movedSincePlan } from '#lib/changes/queries/stack-rollback-freshness';
import type { PlannedStackRollback } from '#lib/changes/stack-rollback-plan';
import type { Ctx } from '#lib/core/ctx';
import type { Act } from '#lib/core/functions';

/** The call that is about to be made. Its token is that of the change, so that its events are found after a crash. */
interface Intent {
  kind: 'take_back';
  stackId: string;
  token: string;
}

/** So often a call may vanish without effect. */
const MOST_ATTEMPTS = 3;
/** Events of an operation may show a moment after it was accepted. */
const LOOKS = 6;
const LOOK_EVERY_MS = 5_000;

interface Work {
  ctx: Ctx;
  planned: PlannedStackRollback;
  token: string;
  journal: Journal;
}

/**
 * Takes a stack back and follows it to its end. It goes by the journal alone: an intent without an outcome is settled
 * by the stack's events, before anything else is asked of AWS.
 */
export async function runStackRollback(
  ctx: Ctx,
  change: SavedChange<'stack-rollback'>,
  journal: Journal,
): Promise<End> {
  const [planned] = change.plan;
  if (!planned) throw new Error('A stack rollback has a plan of one stack.');
  const work = { ctx, planned, token: change.id, journal };
  for (;;) {
    const steps = await journal.steps<Intent>();
    const last = steps.at(-1);
    if (last?.outcome === null) await readBack(work, last, null);
    else if (last?.outcome === 'done') return followStack(ctx, change.id, planned);
    else if (last === undefined || mayTryAgain(steps)) await take(work);
    else return { status: 'failed', sentence: `Nothing was done. ${last.why ?? 'The calls had no effect.'}` };
  }
}

function mayTryAgain(steps: readonly StoredStep<Intent>[]): boolean {
  return steps.length < MOST_ATTEMPTS && steps.every(({ outcome }) => outcome === 'not_done');
}

async function take(work: Work): Promise<void> {
  const { planned, token, journal } = work;
  const step = await journal.intend<Intent>(
    { kind: 'take_back', stackId: planned.stackId, token },
    { sentence: `Asking CloudFormation to take ${planned.stack} back …`, details: detailsOf(work) },
  );
  const act = await ask(work);
  // What was refused may have been done by an earlier call of the same change that arrived late.
  if (act.outcome === 'done') await settle(work, step, 'done', null);
  else await readBack(work, step, act.outcome === 'refused' ? act.why : null);
}

function ask({ ctx, planned, token }: Work): Promise<Act<null>> {
  const { stackMover } = ctx.cloud;
  const { action, stackId, resourcesToSkip } = planned;
  if (action === 'rollback') return stackMover.rollback({ stackId, token });
  if (action === 'cancel') return stackMover.cancelUpdate({ stackId, token });
  return stackMover.continueRollback({ stackId, token, resourcesToSkip });
}

/** Settles a step whose answer nobody has, or which was refused, by what the stack's events say. */
async function readBack(work: Work, step: StoredStep<Intent>, refusal: string | null): Promise<void> {
  const { ctx, planned, token } = work;
  const since = new Date(planned.fromEventAt);
  for (let look = 1; ; look += 1) {
    const own = await ctx.cloud.stacks.events(planned.stackId, { since, token });
    if (own.length > 0) return settle(work, step, 'done', null);
    const moved = await movedSincePlan(ctx, planned);
    if (moved !== null) return settle(work, step, 'raced', `${moved} It was not this change.`);
    if (refusal !== null) return settle(work, step, 'refused', refusal);
    if (look === LOOKS) return settle(work, step, 'not_done', null);
    await ctx.pace.pause(LOOK_EVERY_MS);
  }
}

async function settle(
  work: Work,
  step: StoredStep<Intent>,
  outcome: 'done' | 'raced' | 'refused' | 'not_done',
  why: string | null,
): Promise<void> {
  const sentence =
    outcome === 'done'
      ? 'CloudFormation has begun.'
      : `CloudFormation has not begun. ${why ?? 'The call had no effect.'}`;
  await work.journal.settle(step, { outcome, why, sentence, details: detailsOf(work) });
}

function detailsOf({ planned: { stack, action, resourcesToSkip }, token }: Work) {
  return { stack, action, resourcesToSkip, token };
}
