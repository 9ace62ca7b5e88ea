import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import type { Delimiter, ImportOutcome, ImportProgress, Inspection } from '#lib/core/importer';
import { runImport } from '#lib/events/commands/run-import';
import { checkMapping } from '#lib/events/import/check-mapping';
import type { ImportSettings } from '#lib/events/import/schema';
import { previewJson, previewOf } from '#lib/events/import/views';

export interface FileImport {
  id: string;
  path: string;
  fileName: string;
  inspection: Inspection;
  delimiter: Delimiter | undefined;
  settings: ImportSettings;
  isDryRun: boolean;
  onProgress: (progress: ImportProgress) => void;
}

/**
 * Imports a file of this machine and waits for the end. A dry run reads and judges all of it, and leaves no trace.
 *
 * @throws AppError `invalid` when the mapping does not fit the file.
 */
export async function importFile(ctx: Ctx, file: FileImport): Promise<ImportOutcome> {
  assertAllowed(ctx.actor, 'events.import');
  const { id, fileName, inspection, delimiter, settings, onProgress } = file;
  const source = { path: file.path };
  checkMapping(inspection.columns, settings);
  if (file.isDryRun) {
    return ctx.importer.run({ id, source, delimiter, ...settings, now: ctx.now, isDryRun: true, onProgress });
  }
  await audited(ctx, async (tx) => {
    await tx.eventImport.create({
      data: {
        id,
        fileName,
        status: 'running',
        preview: previewJson(previewOf(inspection)),
        settings: { ...settings },
        bytes: inspection.bytes,
        createdBy: actorName(ctx.actor),
        createdAt: ctx.now,
        startedAt: ctx.now,
      },
    });
    return {
      value: null,
      entry: { action: 'import.started', subject: { kind: 'import', id }, details: { fileName } },
    };
  });
  return runImport(ctx, { id, fileName, source, delimiter, settings, onProgress });
}
