import type { ServedArtefact } from '#lib/functions/artefact-schema';
import { codeSha256Of } from '#lib/functions/code-sha256-of';
import type { Artefact } from '#prisma/generated/client';

/** What is known of a kept package, as it is served. */
export function servedArtefact({
  sha256,
  fileName,
  bytes,
  uploadedBy,
  uploadedAt,
}: Artefact): ServedArtefact {
  return {
    sha256,
    codeSha256: codeSha256Of(sha256),
    fileName,
    bytes,
    by: uploadedBy,
    at: uploadedAt.toISOString(),
  };
}
