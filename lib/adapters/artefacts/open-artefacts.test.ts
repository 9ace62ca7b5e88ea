import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openArtefacts } from '#lib/adapters/artefacts/open-artefacts';
import type { Artefacts } from '#lib/core/artefacts';
import { temporaryFolder } from '#lib/testing/store';

let place: Awaited<ReturnType<typeof temporaryFolder>>;
let artefacts: Artefacts;

beforeEach(async () => {
  place = await temporaryFolder();
  artefacts = await openArtefacts(place.folder);
});
afterEach(() => place.remove());

async function* chunks(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}

const sha256 = createHash('sha256').update('one two').digest('hex');

describe('a package', () => {
  it('is kept under the hash of its bytes, once, however often it comes', async () => {
    expect(await artefacts.keep(chunks('one ', 'two'), 100)).toEqual({ sha256, bytes: 7 });
    await artefacts.keep(chunks('one two'), 100);
    expect(await readdir(place.folder)).toEqual([sha256]);
    expect(Buffer.from((await artefacts.read(sha256)) ?? []).toString()).toBe('one two');
  });

  it('may have as many bytes as allowed, and not one more', async () => {
    expect(await artefacts.keep(chunks('one ', 'two'), 7)).toMatchObject({ bytes: 7 });
    await expect(artefacts.keep(chunks('one ', 'two!'), 7)).rejects.toMatchObject({ code: 'too_large' });
    expect(await readdir(place.folder)).toEqual([sha256]);
  });

  it('leaves nothing when it is cut short', async () => {
    async function* cut() {
      yield Buffer.from('one ');
      throw new Error('The browser went away.');
    }
    await expect(artefacts.keep(cut(), 100)).rejects.toThrow('went away');
    expect(await readdir(place.folder)).toEqual([]);
  });

  it('is told from none, and from one that was damaged', async () => {
    expect(await artefacts.read(sha256)).toBeNull();
    await artefacts.keep(chunks('one two'), 100);
    await writeFile(path.join(place.folder, sha256), 'one twa');
    await expect(artefacts.read(sha256)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
