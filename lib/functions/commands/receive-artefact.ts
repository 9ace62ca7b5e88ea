import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import { MOST_PACKAGE_BYTES, type ServedArtefact } from '#lib/functions/artefact-schema';
import { servedArtefact } from '#lib/functions/served-artefact';

interface Upload {
  fileName: string;
  body: AsyncIterable<Uint8Array>;
}

/**
 * Keeps a deployment package whole; nothing is deployed. The same bytes are one artefact, known by who brought them
 * first.
 *
 * @throws AppError `too_large`; `unprocessable` for what is no zip.
 */
export async function receiveArtefact(ctx: Ctx, { fileName, body }: Upload): Promise<ServedArtefact> {
  assertAllowed(ctx.actor, 'production.change');
  const { sha256, bytes } = await ctx.artefacts.keep(zipped(body), MOST_PACKAGE_BYTES);
  return audited(ctx, async (tx) => {
    const known = await tx.artefact.findUnique({ where: { sha256 } });
    if (known) return { value: servedArtefact(known), entry: [] };
    const row = await tx.artefact.create({
      data: { sha256, fileName, bytes, uploadedBy: actorName(ctx.actor), uploadedAt: ctx.now },
    });
    const subject = { kind: 'artefact', id: sha256 };
    return {
      value: servedArtefact(row),
      entry: { action: 'artefact.kept', subject, details: { fileName, bytes } },
    };
  });
}

/** Each file in a zip begins with these two letters. */
const MARK = 'PK';

/** The same bytes, refused when they cannot be those of a zip. */
async function* zipped(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head = '';
  for await (const chunk of body) {
    if (head.length < MARK.length) head += new TextDecoder('latin1').decode(chunk.subarray(0, MARK.length));
    if (!(head.startsWith(MARK) || MARK.startsWith(head))) break;
    yield chunk;
  }
  if (head.startsWith(MARK)) return;
  throw new AppError('unprocessable', 'This is no zip: send the package as AWS Lambda takes it.');
}
