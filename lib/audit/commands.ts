import { readChain } from '#lib/audit/queries';
import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';

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
