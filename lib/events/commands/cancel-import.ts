import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import type { ImportView } from '#lib/events/import/schema';
import { importView } from '#lib/events/import/views';
import { loadImport } from '#lib/events/queries';

/**
 * Asks an import to stop; nothing of it stays. It may still show as running for a moment, and one that was about to
 * be done will be done.
 *
 * @throws AppError `conflict` when it has ended, or when it runs in another process.
 */
export async function cancelImport(ctx: Ctx, id: string): Promise<ImportView> {
  assertAllowed(ctx.actor, 'events.import');
  const { status } = await loadImport(ctx.db, id);
  if (status === 'running' && ctx.importer.progress(id) === null) {
    throw new AppError(
      'conflict',
      'This import does not run in this server; stop it with Ctrl+C where it runs.',
    );
  }
  const view = await audited(ctx, async (tx) => {
    const row = await loadImport(tx, id);
    if (row.status !== 'uploaded' && row.status !== 'running') {
      throw new AppError('conflict', 'This import has ended already; what it brought stays.');
    }
    const value =
      row.status === 'running'
        ? row
        : await tx.eventImport.update({ where: { id }, data: { status: 'cancelled', finishedAt: ctx.now } });
    const action = row.status === 'running' ? 'import.stop_requested' : 'import.cancelled';
    return {
      value: importView(value, null),
      entry: { action, subject: { kind: 'import', id }, details: { fileName: row.fileName } },
    };
  });
  if (!ctx.importer.cancel(id)) await ctx.importer.discardUpload(id);
  return view;
}
