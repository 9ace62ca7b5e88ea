import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createGunzip, gunzipSync, constants as zlib } from 'node:zlib';

const BLOCK_BYTES = 4 * 1024 * 1024;

/** A file's text, block by block, unpacked on the way. */
export interface ByteStream {
  bytes: AsyncIterable<Uint8Array>;
  /** The share of the file that has been read, 0 to 1. */
  fraction(): number;
}

/** Opens a file for one pass from its beginning; it is closed when the pass ends, also early. */
export async function openBytes(file: string, isGzip: boolean): Promise<ByteStream> {
  const { size } = await stat(file);
  const raw = createReadStream(file, { highWaterMark: BLOCK_BYTES });
  const fraction = () => (size === 0 ? 1 : raw.bytesRead / size);
  if (!isGzip) return { bytes: raw, fraction };
  const unpacked = createGunzip({ chunkSize: BLOCK_BYTES });
  raw.on('error', (error) => unpacked.destroy(error));
  return { bytes: raw.pipe(unpacked), fraction };
}

/** The first bytes of a file as they lie on the disk, at most `length`. */
export async function readHead(file: string, length: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** What the beginning of a gzip file unpacks to. */
export function unpackHead(head: Buffer): Buffer {
  return gunzipSync(head, { finishFlush: zlib.Z_SYNC_FLUSH });
}
