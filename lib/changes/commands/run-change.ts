import { audited } from '#lib/audit/write';
import type { SavedChange, Verification } from '#lib/changes/answers';
import { atOnce } from '#lib/changes/commands/at-once';
import { follow } from '#lib/changes/commands/follow';
import { journalOf } from '#lib/changes/commands/journal-of';
import { kindOf } from '#lib/changes/commands/kinds';
import { tell } from '#lib/changes/commands/tell';
import type { Journal } from '#lib/changes/journal-port';
import type { End } from '#lib/changes/kind';
import type { Kind } from '#lib/changes/plans';
import { loadChange } from '#lib/changes/queries/load-change';
import type { Ctx } from '#lib/core/ctx';
import { plainJson } from '#lib/core/plain-json';

const RETRY_MS = 5_000;

/**
 * Brings a running change to its end, whoever began it and wherever it was left: drives it by its journal, writes down
 * how that ended, and verifies. What cannot be read or written now is tried again until it can.
 */
export async function runChange(ctx: Ctx, id: string): Promise<void> {
  const change = await insist(ctx, () => loadChange(ctx.db, id));
  if (change.status === 'running') await work(ctx, change);
  const worked = await insist(ctx, () => loadChange(ctx.db, id));
  if (worked.status === 'verifying') await verify(ctx, worked);
}

/** Finishes the changes that an ended process left running. Run it at each start. */
export async function resumeChanges(ctx: Ctx): Promise<void> {
  const left = await insist(ctx, () =>
    ctx.db.change.findMany({ where: { status: { in: ['running', 'verifying'] } } }),
  );
  await Promise.all(left.map(({ id }) => runChange(ctx, id)));
}

async function work<K extends Kind>(ctx: Ctx, change: SavedChange<K>): Promise<void> {
  await insist(ctx, async () => {
    const journal = journalOf(ctx, change);
    const end = await kindOf<K>(change.kind).run(ctx, change, journal);
    await conclude(ctx, change, journal, end);
  });
}

async function verify<K extends Kind>(ctx: Ctx, change: SavedChange<K>): Promise<void> {
  const verification = await insist(ctx, async () => kindOf<K>(change.kind).verify?.(ctx, change));
  if (verification) await insist(ctx, () => record(ctx, change, verification));
}

async function insist<T>(ctx: Ctx, attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      ctx.log.error({ err: error }, 'a change waits for what it needs');
      await ctx.pace.pause(RETRY_MS);
    }
  }
}

/** Frees the targets, and writes down how the work ended; does nothing when another process has done so. */
async function conclude<K extends Kind>(
  ctx: Ctx,
  change: SavedChange<K>,
  journal: Journal,
  end: End,
): Promise<void> {
  const writing = atOnce(ctx);
  const { now: at } = writing;
  const { status, sentence, result } = end;
  await audited(writing, async (tx) => {
    const { count } = await tx.change.updateMany({
      where: { id: change.id, status: 'running' },
      data: {
        status,
        ...(status === 'verifying' ? {} : { finishedAt: at }),
        ...(result === undefined ? {} : { result: plainJson(result) }),
      },
    });
    if (count === 0) return { value: undefined, entry: [] };
    await journal.assertWhole(tx);
    await tx.activeTarget.deleteMany({ where: { changeId: change.id } });
    await tell(tx, at, change.id, status, sentence);
    const closed = (await kindOf<K>(change.kind).ended?.(writing, tx, change, end)) ?? [];
    const followed = await follow(writing, tx, 'ended', { change: { ...change, status }, sentence, at });
    const subject = { kind: 'change', id: change.id };
    const entry = { action: `${change.kind}.${status}`, subject, details: { sentence } };
    return { value: undefined, entry: [entry, ...closed, ...followed] };
  });
}

async function record<K extends Kind>(
  ctx: Ctx,
  change: SavedChange<K>,
  verification: Verification,
): Promise<void> {
  const writing = atOnce(ctx);
  const { now: at } = writing;
  await audited(writing, async (tx) => {
    const { count } = await tx.change.updateMany({
      where: { id: change.id, status: 'verifying' },
      data: { status: 'done', finishedAt: at, verdict: plainJson(verification) },
    });
    if (count === 0) return { value: undefined, entry: [] };
    const { verdict, why } = verification;
    await tell(tx, at, change.id, verdict, why);
    const verified = { ...change, status: 'done' as const, verdict: verification };
    const followed = await follow(writing, tx, 'verified', { change: verified, sentence: why, at });
    const subject = { kind: 'change', id: change.id };
    const entry = { action: `${change.kind}.verified`, subject, details: { verdict, why } };
    return { value: undefined, entry: [entry, ...followed] };
  });
}
