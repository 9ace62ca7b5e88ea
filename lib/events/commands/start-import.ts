import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import { runImport } from '#lib/events/commands/run-import';
import { checkMapping } from '#lib/events/import/check-mapping';
import type { ImportSettings, ImportView } from '#lib/events/import/schema';
import { importView, storedPreview } from '#lib/events/import/views';
import { loadImport } from '#lib/events/queries';

/**
 * Begins an import and answers at once; the work goes on in this process, whether or not somebody watches.
 *
 * @throws AppError `conflict` when it was started before, `invalid` when the mapping does not fit the file.
 */
export async function startImport(ctx: Ctx, id: string, settings: ImportSettings): Promise<ImportView> {
  assertAllowed(ctx.actor, 'events.import');
  const found = await loadImport(ctx.db, id);
  const preview = storedPreview(found);
  checkMapping(preview.columns, settings);
  let isOurs = false;
  const view = await audited(ctx, async (tx) => {
    const { count } = await tx.eventImport.updateMany({
      where: { id, status: 'uploaded' },
      data: { status: 'running', settings: { ...settings }, startedAt: ctx.now },
    });
    if (count === 0) throw new AppError('conflict', 'This import was started before; upload the file again.');
    isOurs = true;
    return {
      value: importView(await loadImport(tx, id), null),
      entry: {
        action: 'import.started',
        subject: { kind: 'import', id },
        details: { fileName: found.fileName },
      },
    };
  });
  // An answer that was kept under an idempotency key starts nothing a second time.
  if (!isOurs) return view;
  const { format } = preview;
  const delimiter = format.kind === 'delimited' ? format.delimiter : undefined;
  const run = { id, fileName: found.fileName, source: { upload: id }, delimiter, settings };
  runImport({ ...ctx, signal: undefined }, run).catch((cause: unknown) => {
    ctx.log.error({ importId: id, err: cause }, 'how an import ended could not be written down');
  });
  return view;
}
