import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import type { Delimiter } from '#lib/core/importer';
import type { ImportDetail } from '#lib/events/import/schema';
import { importDetail, previewJson, previewOf } from '#lib/events/import/views';

const MAX_UPLOAD_BYTES = 2 * 1024 ** 3;

interface Upload {
  fileName: string;
  delimiter: Delimiter | undefined;
  body: AsyncIterable<Uint8Array>;
}

/**
 * Keeps a file and looks at it. Nothing is imported yet.
 *
 * @throws AppError `too_large`; `unprocessable` when the file is of no form that can be imported.
 */
export async function receiveUpload(ctx: Ctx, { fileName, delimiter, body }: Upload): Promise<ImportDetail> {
  assertAllowed(ctx.actor, 'events.import');
  const id = ctx.newId();
  await ctx.importer.receive(id, body, MAX_UPLOAD_BYTES);
  try {
    const inspection = await ctx.importer.inspect({ upload: id }, delimiter);
    return await audited(ctx, async (tx) => {
      const row = await tx.eventImport.create({
        data: {
          id,
          fileName,
          status: 'uploaded',
          preview: previewJson(previewOf(inspection)),
          bytes: inspection.bytes,
          createdBy: actorName(ctx.actor),
          createdAt: ctx.now,
        },
      });
      const details = { fileName, bytes: inspection.bytes };
      return {
        value: importDetail(row, null, []),
        entry: { action: 'import.uploaded', subject: { kind: 'import', id }, details },
      };
    });
  } catch (cause) {
    await ctx.importer.discardUpload(id);
    throw cause;
  }
}
