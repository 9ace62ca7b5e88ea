import { type AwsAccount, clientSettings } from '#lib/adapters/aws/account';
import { Acting } from '#lib/adapters/aws/acting';
import { s3PlaceOf } from '#lib/adapters/aws/s3-place';
import { REAL_WAITING, type Waiting } from '#lib/adapters/aws/waiting';
import type { ExportBucket } from '#lib/core/tables';

/**
 * The place in S3 that items are exported to.
 *
 * @param address like `s3://bucket/prefix`; the bucket must be there.
 */
export async function openExportBucket(
  account: AwsAccount,
  address: string,
  waiting: Waiting = REAL_WAITING,
): Promise<ExportBucket & { close(): void }> {
  const sdk = await import('@aws-sdk/client-s3');
  // Buckets stand in the path, so that a stand-in under one address can serve them too.
  const client = new sdk.S3Client({
    ...clientSettings(account),
    forcePathStyle: account.endpoint !== undefined,
  });
  const acting = new Acting('S3', waiting);
  const { bucket, prefix } = s3PlaceOf(address);
  return {
    bucket,
    prefix,
    put(key, Body, ContentType) {
      const command = new sdk.PutObjectCommand({ Bucket: bucket, Key: `${prefix}${key}`, Body, ContentType });
      return acting.once(`write to ${bucket}`, undefined, async (abortSignal) => {
        const answer = await client.send(command, { abortSignal });
        return { value: null, awsRequestId: answer.$metadata.requestId ?? null };
      });
    },
    close: () => client.destroy(),
  };
}
