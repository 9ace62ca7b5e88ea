import type { S3Client } from '@aws-sdk/client-s3';
import type { AnchorPlace } from '#lib/adapters/audit-anchors/anchor-queue';
import type { ChainHead } from '#lib/core/audit-anchors';

/**
 * Each head as an object under a prefix, its sequence and hash in the key, so that a listing is enough to verify.
 * Give the bucket Object Lock, and this program's role no right to delete.
 *
 * @param address like `s3://bucket/prefix`.
 * @param open gives the client; the SDK is loaded when it is first needed.
 */
export function s3Place(address: string, open: () => Promise<S3Client> = openS3): AnchorPlace {
  const { host: bucket, pathname } = new URL(address);
  const prefix = pathname.replace(/^\//, '').replace(/\/?$/, '/');
  return {
    name: 's3',
    isCoalescing: true,
    intervalMs: 1_000,
    write: async (heads) => {
      const newest = heads.at(-1);
      if (newest) await putHead(await open(), bucket, prefix, newest);
    },
    read: () => listHeads(open, bucket, prefix),
  };
}

let shared: Promise<S3Client> | undefined;

function openS3(): Promise<S3Client> {
  shared ??= import('@aws-sdk/client-s3').then(({ S3Client: Client }) => new Client({ maxAttempts: 2 }));
  return shared;
}

async function putHead(client: S3Client, bucket: string, prefix: string, head: ChainHead): Promise<void> {
  const { PutObjectCommand } = await import('@aws-sdk/client-s3');
  await client.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: `${prefix}${String(head.sequence).padStart(12, '0')}-${head.hash}.json`,
      Body: JSON.stringify(head),
      ContentType: 'application/json',
    }),
  );
}

async function* listHeads(
  open: () => Promise<S3Client>,
  bucket: string,
  prefix: string,
): AsyncIterable<ChainHead> {
  const { paginateListObjectsV2 } = await import('@aws-sdk/client-s3');
  for await (const page of paginateListObjectsV2(
    { client: await open() },
    { Bucket: bucket, Prefix: prefix },
  )) {
    for (const { Key: key = '', LastModified: time } of page.Contents ?? []) {
      const [, sequence, hash] = /(\d+)-([0-9a-f]{64})\.json$/.exec(key) ?? [];
      if (sequence && hash) yield { sequence: Number(sequence), hash, time: time?.toISOString() ?? '' };
    }
  }
}
