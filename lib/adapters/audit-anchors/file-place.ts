import { createReadStream } from 'node:fs';
import { access, appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { AnchorPlace } from '#lib/adapters/audit-anchors/anchor-queue';
import type { ChainHead } from '#lib/core/audit-anchors';

/** Every head as one line of a file that only grows. Several processes may append; a line is one write. */
export function filePlace(file: string): AnchorPlace {
  return {
    name: 'file',
    isCoalescing: false,
    intervalMs: 0,
    write: async (heads) => {
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      const lines = heads.map(({ sequence, hash, time }) => `${JSON.stringify({ sequence, hash, time })}\n`);
      await appendFile(file, lines.join(''), { mode: 0o600 });
    },
    read: () => readHeads(file),
  };
}

async function* readHeads(file: string): AsyncIterable<ChainHead> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    const head = parseHead(line);
    if (head) yield head;
  }
}

/** Null for a line that a power cut left torn. */
function parseHead(line: string): ChainHead | null {
  try {
    const { sequence, hash, time } = JSON.parse(line) as Partial<ChainHead>;
    if (typeof sequence !== 'number' || typeof hash !== 'string') return null;
    return { sequence, hash, time: String(time) };
  } catch {
    return null;
  }
}
