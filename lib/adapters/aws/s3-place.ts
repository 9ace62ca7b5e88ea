/**
 * What an address in S3 names.
 *
 * @param address like `s3://bucket/prefix`.
 * @returns the bucket, and what keys begin with: empty, or with a slash at its end.
 */
export function s3PlaceOf(address: string): { bucket: string; prefix: string } {
  const { host: bucket, pathname } = new URL(address);
  const folder = pathname.replace(/^\/+|\/+$/g, '');
  return { bucket, prefix: folder === '' ? '' : `${folder}/` };
}
