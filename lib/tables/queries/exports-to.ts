import type { Ctx } from '#lib/core/ctx';

/** Where critical items are exported to, like `s3://bucket/prefix/`; null when no place is configured. */
export function exportsTo({ cloud: { exportBucket } }: Ctx): string | null {
  return exportBucket ? `s3://${exportBucket.bucket}/${exportBucket.prefix}` : null;
}
