import type { S3Client } from '@aws-sdk/client-s3';
import { persistently } from '#lib/adapters/aws/persistence';
import type { Waiting } from '#lib/adapters/aws/waiting';

const PIECE_BYTES = 4 * 2 ** 20;
const CONNECT_MS = 5_000;
const PIECE_MS = 30_000;

interface Piece {
  bytes: Uint8Array;
  /** Of the whole file. */
  size: number;
}

/** The files in S3 that Athena writes its results to, read with the credentials that Athena is asked with. */
export class ResultFiles {
  private client: Promise<S3Client> | undefined;

  constructor(
    private readonly region: string,
    private readonly waiting: Waiting,
  ) {}

  /**
   * A file from its beginning to its end, in pieces; each is asked for until it comes, and the next one is on its way
   * while one is being read.
   *
   * @param address like `s3://bucket/prefix/id.csv`.
   */
  async *pieces(address: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    let next: Promise<Piece> | undefined = this.piece(address, 0, signal);
    try {
      for (let end = PIECE_BYTES; next; end += PIECE_BYTES) {
        const { bytes, size }: Piece = await next;
        next = end < size ? this.piece(address, end, signal) : undefined;
        yield bytes;
      }
    } finally {
      // A reader that leaves early must not leave a failure that nobody hears.
      next?.catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    (await this.client)?.destroy();
  }

  private async piece(address: string, from: number, signal: AbortSignal): Promise<Piece> {
    const { GetObjectCommand } = await import('@aws-sdk/client-s3');
    const { host: bucket, pathname } = new URL(address);
    const command = new GetObjectCommand({
      Bucket: bucket,
      Key: decodeURIComponent(pathname.slice(1)),
      Range: `bytes=${from}-${from + PIECE_BYTES - 1}`,
    });
    const client = await this.open();
    const call = async () => {
      const { Body: body, ContentRange: range = '' } = await client.send(command, { abortSignal: signal });
      const bytes = (await body?.transformToByteArray()) ?? new Uint8Array();
      return { bytes, size: Number(/\/(\d+)$/.exec(range)?.[1] ?? bytes.length) };
    };
    return persistently(call, { waiting: this.waiting, signal });
  }

  private open(): Promise<S3Client> {
    this.client ??= import('@aws-sdk/client-s3').then(
      ({ S3Client: Client }) =>
        new Client({
          region: this.region,
          maxAttempts: 1,
          followRegionRedirects: true,
          // An endpoint of one's own has no name for each bucket.
          forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL),
          requestHandler: {
            connectionTimeout: CONNECT_MS,
            requestTimeout: PIECE_MS,
            throwOnRequestTimeout: true,
          },
        }),
    );
    return this.client;
  }
}
