import { audited } from '#lib/audit/write';
import type { Ctx } from '#lib/core/ctx';
import type { ImportOutcome } from '#lib/core/importer';
import { recordOutcome } from '#lib/events/commands/run-import';
import type { EventImport } from '#prisma/generated/client';

const FORGOTTEN_AFTER_MS = 86_400_000;

/**
 * Finishes what ended processes left undone: an import that nobody runs any more is done if the store has its
 * receipt, and failed otherwise; an upload that nobody started for a day is thrown away. Run it at each start.
 */
export async function mendImports(ctx: Ctx): Promise<void> {
  const running = await ctx.db.eventImport.findMany({ where: { status: 'running' } });
  for (const row of running) {
    if (await ctx.importer.isRunning(row.id)) continue;
    await recordOutcome(ctx, row, await outcomeOf(ctx, row), ['running']);
    await ctx.importer.discardUpload(row.id);
  }
  const forgotten = await ctx.db.eventImport.findMany({
    where: { status: 'uploaded', createdAt: { lt: new Date(ctx.now.getTime() - FORGOTTEN_AFTER_MS) } },
  });
  for (const row of forgotten) await throwAway(ctx, row);
}

async function outcomeOf(ctx: Ctx, { id, rows }: EventImport): Promise<ImportOutcome> {
  const receipt = await ctx.importer.receipt(id);
  const rejected = (await ctx.importer.reasons(id)).reduce((sum, { count }) => sum + count, 0);
  const finishedAt = ctx.now;
  if (receipt) {
    const { accepted, duplicates } = receipt;
    return { status: 'done', rows: accepted + duplicates + rejected, ...receipt, rejected, finishedAt };
  }
  const problem = 'The process that ran this import ended before it was done. Nothing was imported.';
  return { status: 'failed', problem, rows, accepted: 0, duplicates: 0, rejected, finishedAt };
}

async function throwAway(ctx: Ctx, { id, fileName }: EventImport): Promise<void> {
  await audited({ ...ctx, idempotency: undefined }, async (tx) => {
    await tx.eventImport.updateMany({
      where: { id, status: 'uploaded' },
      data: { status: 'cancelled', finishedAt: ctx.now },
    });
    return {
      value: null,
      entry: { action: 'import.cancelled', subject: { kind: 'import', id }, details: { fileName } },
    };
  });
  await ctx.importer.discardUpload(id);
}
