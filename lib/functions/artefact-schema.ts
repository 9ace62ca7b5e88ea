import { z } from 'zod';

/** What AWS Lambda takes in one call; larger packages go by S3. */
export const MOST_PACKAGE_BYTES = 50 * 1024 ** 2;

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 as 64 hex digits');

export const ArtefactUpload = z.strictObject({
  /** What people call it; its hash is its name. */
  fileName: z.string().trim().min(1).max(200).default('package.zip'),
});

export const ArtefactsQuery = z.strictObject({
  cursor: Sha256.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

export type ArtefactsQuery = z.output<typeof ArtefactsQuery>;

export interface ServedArtefact {
  sha256: string;
  /** The same hash as AWS writes it. */
  codeSha256: string;
  fileName: string;
  bytes: number;
  by: string;
  at: string;
}

export interface ServedArtefacts {
  artefacts: ServedArtefact[];
  nextCursor: string | null;
}
