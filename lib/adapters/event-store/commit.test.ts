import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Change, CommitLog } from '#lib/adapters/event-store/commit';
import { type Layout, layoutOf } from '#lib/adapters/event-store/layout';
import { silentLog } from '#lib/testing/silent-log';
import { temporaryFolder } from '#lib/testing/store';

let data: Awaited<ReturnType<typeof temporaryFolder>>;
let layout: Layout;

beforeEach(async () => {
  data = await temporaryFolder();
  layout = layoutOf(data.folder);
  for (const folder of [layout.commits, layout.receipts, path.join(layout.events, 'dt=2026-01-05')]) {
    await mkdir(folder, { recursive: true });
  }
});

afterEach(() => data.remove());

const at = (...parts: string[]) => path.join(data.folder, ...parts);
const inDay = (name: string) => at('events', 'dt=2026-01-05', name);

/** A change that adds `new.parquet`, removes `old.parquet`, and makes `journal` useless. */
async function prepare(): Promise<Change> {
  await mkdir(at('staged'), { recursive: true });
  await writeFile(at('staged', 'a'), 'new');
  await writeFile(at('journal'), 'lines');
  await writeFile(inDay('old.parquet'), 'old');
  return {
    add: [{ from: at('staged', 'a'), day: '2026-01-05', name: 'new.parquet' }],
    remove: [{ day: '2026-01-05', name: 'old.parquet' }],
    consume: [at('journal')],
    receipt: { id: 'i1', accepted: 1, duplicates: 2 },
  };
}

async function expectApplied(): Promise<void> {
  expect(await readdir(at('events', 'dt=2026-01-05'))).toEqual(['new.parquet']);
  expect(await readFile(inDay('new.parquet'), 'utf8')).toBe('new');
  expect(await readdir(data.folder)).not.toContain('journal');
  expect(await readdir(layout.commits)).toEqual([]);
  expect(JSON.parse(await readFile(at('events', '_receipts', 'i1.json'), 'utf8'))).toEqual({
    accepted: 1,
    duplicates: 2,
  });
}

/** Makes the change; what it returns brings back the record, as if its writer had died before removing it. */
async function keepRecord(log: CommitLog, change: Change): Promise<() => Promise<void>> {
  await rm(layout.receipts, { recursive: true });
  await log.run(() => log.commit(change));
  const [name = ''] = await readdir(layout.commits);
  const text = await readFile(path.join(layout.commits, name), 'utf8');
  await mkdir(layout.receipts);
  await log.run(async () => {});
  return () => writeFile(path.join(layout.commits, name), text);
}

async function moveBack(): Promise<void> {
  await rm(inDay('new.parquet'));
  await prepare();
}

describe('a commit', () => {
  it('adds, removes, consumes and leaves a receipt', async () => {
    const log = new CommitLog(layout, silentLog);
    const change = await prepare();
    expect(await log.run(() => log.commit(change))).toBe(true);
    await expectApplied();
    expect(await readFile(layout.generation, 'utf8')).not.toBe('');
  });

  // What a writer may have left, by the step before which it was killed.
  it.each([
    ['moving files', moveBack],
    ['removing files', async () => writeFile(inDay('old.parquet'), 'old')],
    ['removing the journal', async () => writeFile(at('journal'), 'lines')],
    ['leaving the receipt', async () => rm(at('events', '_receipts', 'i1.json'))],
    ['naming the generation', async () => rm(layout.generation)],
    ['removing its record', async () => {}],
  ])('is finished by the next one when its writer died before %s', async (_, undo) => {
    const restore = await keepRecord(new CommitLog(layout, silentLog), await prepare());
    await undo();
    await restore();
    await new CommitLog(layout, silentLog).run(async () => {});
    await expectApplied();
  });

  it('has not happened when its writer died before the record was whole', async () => {
    await prepare();
    await writeFile(path.join(layout.commits, '.half'), '{"id":');
    await new CommitLog(layout, silentLog).run(async () => {});
    expect(await readdir(at('events', 'dt=2026-01-05'))).toEqual(['old.parquet']);
    expect(await readdir(layout.commits)).toEqual([]);
  });

  it('changes nothing before it is decided', async () => {
    const log = new CommitLog(layout, silentLog);
    const change = await prepare();
    const attempt = log.run(async () => {
      await rm(layout.commits, { recursive: true });
      await log.commit(change);
    });
    await expect(attempt).rejects.toThrow('ENOENT');
    expect(await readdir(at('events', 'dt=2026-01-05'))).toEqual(['old.parquet']);
    expect((await readdir(data.folder)).sort()).toEqual(['events', 'journal', 'staged']);
  });

  it('counts as made when it is decided, though it cannot be applied yet', async () => {
    const log = new CommitLog(layout, silentLog);
    const change = await prepare();
    await rm(layout.receipts, { recursive: true });
    expect(await log.run(() => log.commit(change))).toBe(false);
    await mkdir(layout.receipts);
    await log.run(async () => {});
    await expectApplied();
  });

  it('does not overlap with another', async () => {
    const logs = [new CommitLog(layout, silentLog), new CommitLog(layout, silentLog)];
    let inside = 0;
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        logs[n % 2]?.run(async () => {
          inside += 1;
          expect(inside).toBe(1);
          await Promise.resolve();
          inside -= 1;
        }),
      ),
    );
  });
});
