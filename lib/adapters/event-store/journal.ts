import { type FileHandle, mkdir, open, readdir, readFile, truncate } from 'node:fs/promises';
import path from 'node:path';
import { syncPaths } from '#lib/adapters/event-store/sync-path';
import { AppError } from '#lib/core/errors';

/** A journal file that takes no more lines. */
export interface Segment {
  file: string;
}

/**
 * Lines that must not be lost, before they become files of the store. What `write` has taken survives a kill of
 * the process and a loss of power.
 */
export class Journal {
  private current: { file: string; handle: FileHandle; bytes: number } | undefined;
  private opened = 0;

  constructor(private readonly folder: string) {}

  /** Adds whole lines, all or none, and waits until the disk has them. One call at a time. */
  async write(lines: string): Promise<void> {
    const bytes = Buffer.from(lines);
    const segment = await this.segment();
    try {
      await segment.handle.appendFile(bytes);
      await segment.handle.datasync();
      segment.bytes += bytes.length;
    } catch (error) {
      // A part of them may stand there; nobody was told that it does.
      await segment.handle.truncate(segment.bytes);
      throw refusalOf(error);
    }
  }

  /** Closes the present file, if it holds anything; the next line begins a new one. */
  async seal(): Promise<Segment | undefined> {
    const segment = this.current;
    if (!segment || segment.bytes === 0) return undefined;
    this.current = undefined;
    await segment.handle.close();
    return { file: segment.file };
  }

  private async segment() {
    if (!this.current) {
      await mkdir(this.folder, { recursive: true });
      this.opened += 1;
      const file = path.join(this.folder, `${String(this.opened).padStart(9, '0')}.ndjson`);
      this.current = { file, handle: await open(file, 'a'), bytes: 0 };
      // The names on the way to a new file must survive a loss of power as well.
      const above = path.dirname(this.folder);
      await syncPaths([this.folder, above, path.dirname(above)]);
    }
    return this.current;
  }
}

function refusalOf(error: unknown): unknown {
  const isFull =
    error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code));
  if (!isFull) return error;
  return new AppError(
    'unavailable',
    'The disk is full. None of these events was stored; send them again later.',
    {
      cause: error,
    },
  );
}

/** The journal that a dead process left in `folder`, oldest first, without the line it was writing. */
export async function leftoverSegments(folder: string): Promise<Segment[]> {
  const names = (await readdir(folder).catch(() => [])).sort();
  const segments: Segment[] = [];
  for (const name of names) {
    const file = path.join(folder, name);
    const bytes = await readFile(file);
    const end = bytes.lastIndexOf(0x0a) + 1;
    if (end < bytes.length) await truncate(file, end);
    if (end > 0) segments.push({ file });
  }
  return segments;
}
