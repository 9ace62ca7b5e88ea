import { createHash } from 'node:crypto';
import { limited } from '#lib/adapters/artefacts/limited';
import { undamaged } from '#lib/adapters/artefacts/undamaged';
import { type AwsAccount, clientSettings } from '#lib/adapters/aws/account';
import { Reading } from '#lib/adapters/aws/reading';
import { s3PlaceOf } from '#lib/adapters/aws/s3-place';
import { REAL_WAITING, type Waiting } from '#lib/adapters/aws/waiting';
import type { Artefacts } from '#lib/core/artefacts';

const CALLS_A_SECOND = 20;

/**
 * Keeps packages in S3, each as `SHA-256.zip`.
 *
 * @param address like `s3://bucket/prefix`; the bucket must be there.
 */
export async function openS3Artefacts(
  account: AwsAccount,
  address: string,
  waiting: Waiting = REAL_WAITING,
): Promise<Artefacts & { close(): void }> {
  const sdk = await import('@aws-sdk/client-s3');
  // Buckets stand in the path, so that a stand-in under one address can serve them too.
  const client = new sdk.S3Client({
    ...clientSettings(account),
    forcePathStyle: account.endpoint !== undefined,
  });
  // The same bytes under the same key change nothing, so writing may be repeated as reading may.
  const calling = new Reading('S3', CALLS_A_SECOND, waiting);
  const { bucket, prefix } = s3PlaceOf(address);
  const placeOf = (sha256: string) => ({ Bucket: bucket, Key: `${prefix}${sha256}.zip` });
  return {
    async keep(body, mostBytes) {
      const bytes = await gathered(limited(body, mostBytes));
      const hash = createHash('sha256').update(bytes).digest();
      const sha256 = hash.toString('hex');
      // S3 compares what arrives with the checksum, and takes nothing else.
      const command = new sdk.PutObjectCommand({
        ...placeOf(sha256),
        Body: bytes,
        ContentType: 'application/zip',
        ChecksumSHA256: hash.toString('base64'),
      });
      await calling.once(`keep a package in ${bucket}`, undefined, (abortSignal) =>
        client.send(command, { abortSignal }),
      );
      return { sha256, bytes: bytes.byteLength };
    },
    async read(sha256) {
      const command = new sdk.GetObjectCommand(placeOf(sha256));
      const found = await calling.once(`read a package of ${bucket}`, undefined, async (abortSignal) => {
        try {
          const { Body } = await client.send(command, { abortSignal });
          return (await Body?.transformToByteArray()) ?? null;
        } catch (error) {
          if (error instanceof sdk.NoSuchKey) return null;
          throw error;
        }
      });
      return found && undamaged(found, sha256, `in ${bucket}`);
    },
    close: () => client.destroy(),
  };
}

async function gathered(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
