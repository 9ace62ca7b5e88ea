import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { limited } from '#lib/adapters/artefacts/limited';
import { undamaged } from '#lib/adapters/artefacts/undamaged';
import type { Artefacts, KeptArtefact } from '#lib/core/artefacts';

const PRIVATE = 0o600;

/** Keeps packages as files of a folder, each under its hash. */
export async function openArtefacts(folder: string): Promise<Artefacts> {
  await mkdir(folder, { recursive: true });
  return {
    async keep(body, mostBytes) {
      const draft = path.join(folder, `.${randomUUID()}`);
      try {
        const kept = await write(draft, limited(body, mostBytes));
        // The same content gives the same name, so a second upload replaces a file by its like.
        await rename(draft, path.join(folder, kept.sha256));
        return kept;
      } finally {
        await rm(draft, { force: true });
      }
    },
    async read(sha256) {
      const bytes = await readFile(path.join(folder, path.basename(sha256))).catch(absent);
      return bytes && undamaged(bytes, sha256, 'on the disk');
    },
  };
}

async function write(file: string, body: AsyncIterable<Uint8Array>): Promise<KeptArtefact> {
  const hash = createHash('sha256');
  let bytes = 0;
  const handle = await open(file, 'w', PRIVATE);
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      hash.update(chunk);
      await handle.writeFile(chunk);
    }
    // A deploy may be the next thing that happens: what it names must survive a power cut.
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
