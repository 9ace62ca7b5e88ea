import { type UploadOptions, uploadFile } from '#lib/core/upload-file';
import type { ServedArtefact } from '#lib/functions/artefact-schema';

/** Keeps a deployment package; the same bytes are the same artefact. */
export function uploadArtefact(file: File, options: UploadOptions = {}): Promise<ServedArtefact> {
  const search = new URLSearchParams({ fileName: file.name });
  return uploadFile<ServedArtefact>(`/api/artefacts?${search}`, file, options);
}
