import { GENESIS, linkHash } from '#lib/audit/chain';
import { answerRow, findAnswer } from '#lib/audit/kept-answer';
import { toRow } from '#lib/audit/rows';
import { actorName } from '#lib/core/actor';
import type { ChainHead } from '#lib/core/audit-anchors';
import type { AuditDraft } from '#lib/core/audit-draft';
import type { Json } from '#lib/core/canonical-json';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';

interface Outcome<T> {
  value: T;
  entry: AuditDraft | AuditDraft[];
}

// Any constant will do, as long as nothing else in the database takes the same advisory lock.
const CHAIN_LOCK = 4_613_732n;

/**
 * The one way to change state: runs `work` in a transaction, appends its audit entries to the chain in that same
 * transaction, and keeps the answer under the caller's idempotency key. If the entry cannot be written, nothing
 * has happened. `value` is what the caller is answered, so it must be plain JSON.
 *
 * @throws AppError `unprocessable` when the key was used for another request.
 */
export async function audited<T>(ctx: Ctx, work: (tx: Transaction) => Promise<Outcome<T>>): Promise<T> {
  const done = await ctx.db.$transaction(async (tx): Promise<{ value: T; head?: ChainHead }> => {
    // Taken first, by everybody: writers queue here, so neither the chain nor a key can be raced.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${CHAIN_LOCK})`;
    const claim = ctx.idempotency;
    const answered = claim ? await findAnswer<T>(tx, ctx, claim) : undefined;
    if (answered) return answered;
    const { value, entry } = await work(tx);
    const head = await appendAll(tx, ctx, [entry].flat());
    if (claim) {
      const data = answerRow(ctx, claim, (value ?? null) as Json);
      await tx.idempotencyRecord.create({ data });
    }
    return { value, ...(head ? { head } : {}) };
  });
  // Only what is committed may be anchored: an anchor without its entry would look like a cut-off chain.
  if (done.head) ctx.anchors.keep(done.head);
  return done.value;
}

/** Appends the drafts in order; answers the new head, or null when there are none. */
async function appendAll(tx: Transaction, ctx: Ctx, drafts: AuditDraft[]): Promise<ChainHead | null> {
  const found = await tx.auditEntry.findFirst({
    orderBy: { sequence: 'desc' },
    select: { sequence: true, hash: true },
  });
  let head = { sequence: Number(found?.sequence ?? 0n), hash: found?.hash ?? GENESIS };
  const links = drafts.map((draft) => {
    const link = linkTo(head, ctx, draft);
    head = link;
    return link;
  });
  if (links.length === 0) return null;
  // In one statement: all other writers wait meanwhile.
  await tx.auditEntry.createMany({ data: links.map(toRow) });
  return { sequence: head.sequence, hash: head.hash, time: ctx.now.toISOString() };
}

function linkTo(previous: { sequence: number; hash: string }, ctx: Ctx, draft: AuditDraft) {
  const actor = { kind: ctx.actor.kind, id: ctx.actor.id, name: actorName(ctx.actor) };
  const unsigned = {
    sequence: previous.sequence + 1,
    time: ctx.now.toISOString(),
    actor,
    ...draft,
    requestId: ctx.requestId,
    previousHash: previous.hash,
  };
  return { ...unsigned, hash: linkHash(unsigned) };
}
