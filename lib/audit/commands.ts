import { readChain } from '#lib/audit/queries';
import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';

const ANSWERS_KEPT_MS = 7 * 86_400_000;

/**
 * The whole chain as NDJSON, an entry a line, the oldest first. Taking a copy is itself on record, as the last line.
 */
export async function exportAudit(ctx: Ctx): Promise<ReadableStream<Uint8Array>> {
  assertAllowed(ctx.actor, 'audit.read');
  const upTo = await audited(ctx, async (tx) => {
    const last = await tx.auditEntry.findFirst({ orderBy: { sequence: 'desc' }, select: { sequence: true } });
    const entries = Number(last?.sequence ?? 0n) + 1;
    const entry = { action: 'audit.exported', subject: { kind: 'audit', id: 'chain' }, details: { entries } };
    return { value: entries, entry };
  });
  const chain = readChain(ctx, upTo);
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await chain.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
    },
    cancel: async () => {
      await chain.return(undefined);
    },
  });
}

/**
 * Forgets answers kept for `Idempotency-Key`s longer than a week ago. No entry of its own: nothing that anybody did is
 * undone or hidden by it.
 *
 * @returns how many.
 */
export async function forgetAnswers(ctx: Pick<Ctx, 'db' | 'now'>): Promise<number> {
  const before = new Date(ctx.now.getTime() - ANSWERS_KEPT_MS);
  const { count } = await ctx.db.idempotencyRecord.deleteMany({ where: { createdAt: { lt: before } } });
  return count;
}
