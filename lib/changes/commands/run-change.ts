import { audited } from '#lib/audit/write';
import type { SavedChange } from '#lib/changes/answers';
import { closeMoves } from '#lib/changes/commands/close-moves';
import { roadOf } from '#lib/changes/commands/road-of';
import { tell } from '#lib/changes/commands/tell';
import { verifyChange } from '#lib/changes/commands/verify-change';
import { drive, type End } from '#lib/changes/drive';
import { loadChange } from '#lib/changes/queries/changes';
import { savedChangeOf } from '#lib/changes/saved-change';
import type { Ctx } from '#lib/core/ctx';

const RETRY_MS = 5_000;

/**
 * Brings a running change to its end, whoever began it and wherever it was left: drives it by its journal, writes down
 * how that ended, and verifies. What cannot be read or written now is tried again until it can.
 */
export async function runChange(ctx: Ctx, id: string): Promise<void> {
  let change = savedChangeOf(await loadChange(ctx.db, id));
  if (change.status === 'running') {
    const end = await insist(ctx, () => drive(roadOf(ctx, change)));
    await insist(ctx, () => conclude(ctx, change, end));
    change = savedChangeOf(await loadChange(ctx.db, id));
  }
  if (change.status === 'verifying') await verifyChange(ctx, change);
}

/** Finishes the changes that an ended process left running. Run it at each start. */
export async function resumeChanges(ctx: Ctx): Promise<void> {
  const left = await ctx.db.change.findMany({ where: { status: { in: ['running', 'verifying'] } } });
  await Promise.all(left.map(({ id }) => runChange(ctx, id)));
}

async function insist<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      ctx.log.error({ err: error }, 'a change waits for what it needs');
      await ctx.pace.pause(RETRY_MS);
    }
  }
}

const STATUS = { verify: 'verifying', give_up: 'failed', split: 'split' } as const;

/** Frees the targets, and writes down how the moves ended; does nothing when another process has done so. */
async function conclude(ctx: Ctx, change: SavedChange, end: End): Promise<void> {
  const at = ctx.pace.clock();
  const status = STATUS[end.do];
  await audited({ ...ctx, now: at, idempotency: undefined, signal: undefined }, async (tx) => {
    const { count } = await tx.change.updateMany({
      where: { id: change.id, status: 'running' },
      data: { status, ...(end.do === 'verify' ? {} : { finishedAt: at }) },
    });
    if (count === 0) return { value: undefined, entry: [] };
    await tx.activeTarget.deleteMany({ where: { changeId: change.id } });
    const sentence = sentenceOf(end, change.plan.length);
    await tell(tx, at, change.id, status, sentence);
    if (end.do === 'verify') await closeMoves(ctx, tx, change, at);
    const subject = { kind: 'change', id: change.id };
    return {
      value: undefined,
      entry: { action: `${change.kind}.${status}`, subject, details: { sentence } },
    };
  });
}

function sentenceOf(end: End, count: number): string {
  if (end.do === 'verify') return `All ${count} moved; verifying.`;
  const { function: name, why } = end.because;
  const because = `${name} could not be moved: ${why ?? 'the calls had no effect.'}`;
  if (end.do === 'give_up') return `Nothing is moved. ${because}`;
  return `${because} Moved and not put back: ${end.moved.join(', ')}. Look at them now.`;
}
