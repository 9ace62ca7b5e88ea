import { copyFile, cp, mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeEvent } from '#lib/adapters/event-store/event-lines';
import type { OpenStore } from '#lib/adapters/event-store/open-event-store';
import type { StoredEvent } from '#lib/core/event-store';
import { openTestStore, readStore, storedEvent, storedIds, temporaryFolder } from '#lib/testing/store';

let data: Awaited<ReturnType<typeof temporaryFolder>>;
let store: OpenStore;

beforeEach(async () => {
  data = await temporaryFolder();
  store = await openTestStore(data.folder);
});

afterEach(async () => {
  await store.close();
  await data.remove();
});

async function reopen(): Promise<void> {
  await store.close();
  store = await openTestStore(data.folder);
}

describe('append', () => {
  it('stores every column, to the millisecond, in the folder of its day', async () => {
    const event = storedEvent('e1', {
      userId: 'zoë\u0000',
      eventTime: Date.UTC(2026, 0, 5, 23, 59, 59, 999),
      sessionId: 's',
      sessionDuration: 1.5,
      value: 1e-300,
      experiment: 'x',
      variant: 'control',
      properties: { 'a "b"': 'c\n', n: 1.5, yes: true },
    });
    await store.append([event]);
    await store.flush();
    expect(
      await readStore(store, 'select * exclude (received_at), epoch_ms(received_at) from events'),
    ).toEqual([
      [
        ...['e1', 'zoë\u0000', 'view', 'shop', '2026-01-05 23:59:59.999', 's', 1.5, 1e-300, 'x', 'control'],
        JSON.stringify(event.properties),
        '2026-01-05',
        String(event.receivedAt),
      ],
    ]);
  });

  it('writes the column types that Athena reads', async () => {
    await store.append([storedEvent('e1')]);
    await store.flush();
    const { files } = await store.snapshot();
    const schema = await readStore(
      store,
      `select name, type, converted_type from parquet_schema('${files[0]?.path}') where type is not null`,
    );
    expect(schema.map((row) => row.filter(Boolean).join(' '))).toMatchInlineSnapshot(`
      [
        "event_id BYTE_ARRAY UTF8",
        "user_id BYTE_ARRAY UTF8",
        "event_type BYTE_ARRAY UTF8",
        "feature_name BYTE_ARRAY UTF8",
        "event_time INT64 TIMESTAMP_MILLIS",
        "received_at INT64 TIMESTAMP_MILLIS",
        "session_id BYTE_ARRAY UTF8",
        "session_duration DOUBLE",
        "value DOUBLE",
        "experiment BYTE_ARRAY UTF8",
        "variant BYTE_ARRAY UTF8",
        "properties BYTE_ARRAY UTF8",
      ]
    `);
  });

  it('drops ids that came before, in the call, before the flush, after it, and after reopening', async () => {
    const append = (...ids: string[]) => store.append(ids.map((id) => storedEvent(id)));
    expect(await append('a', 'b', 'a')).toEqual([2]);
    expect(await append('b', 'c')).toEqual([0]);
    await store.flush();
    expect(await append('c', 'd', 'a')).toEqual([0, 2]);
    await reopen();
    expect(await append('d', 'e')).toEqual([0]);
    await store.flush();
    expect(await storedIds(store)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('takes an id again that was received more than 8 days ago', async () => {
    const nineDays = Date.now() - 9 * 86_400_000;
    await store.append([storedEvent('old', { receivedAt: nineDays }), storedEvent('new')]);
    await reopen();
    expect(await store.append([storedEvent('new'), storedEvent('old')])).toEqual([0]);
  });

  it('becomes visible without a call to flush', async () => {
    await store.append([storedEvent('a')]);
    await expect.poll(() => storedIds(store), { timeout: 2000, interval: 50 }).toEqual(['a']);
  });

  it('survives texts that are no Unicode', async () => {
    await store.append([
      storedEvent('a', { userId: 'x\ud800y', properties: { k: '\udfff', l: '\\ud800' } }),
      storedEvent('b', { userId: '\\ud83d' }),
    ]);
    await store.flush();
    const rows = await readStore(
      store,
      "select user_id, properties->>'k', properties->>'l' from events order by event_id",
    );
    expect(rows).toEqual([
      ['x\ufffdy', '\ufffd', '\\ud800'],
      ['\\ud83d', null, null],
    ]);
  });

  it('agrees with a set, whatever comes and whenever it is flushed, merged or reopened', async () => {
    const step = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 3 })), {
          maxLength: 12,
        }),
      },
      { weight: 1, arbitrary: fc.constantFrom('flush' as const, 'reopen' as const, 'compact' as const) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const own = await temporaryFolder();
        let opened = await openTestStore(own.folder);
        const model = new Set<string>();
        for (const next of steps) {
          if (next === 'flush') await opened.flush();
          else if (next === 'compact') await opened.compact();
          else if (next === 'reopen') {
            await opened.close();
            opened = await openTestStore(own.folder);
          } else {
            const events = next.map(([n, day]) =>
              storedEvent(`id${n}`, { eventTime: Date.UTC(2026, 0, 5 + day) }),
            );
            const duplicates = await opened.append(events);
            const expected = events.flatMap(({ eventId }, index) => {
              const isKnown = model.has(eventId);
              model.add(eventId);
              return isKnown ? [index] : [];
            });
            expect(duplicates).toEqual(expected);
          }
        }
        await opened.flush();
        expect(await storedIds(opened)).toEqual([...model].sort());
        await opened.close();
        await own.remove();
      }),
      { numRuns: 15 },
    );
  });
});

describe('two processes', () => {
  it('store an id once that both were given', async () => {
    const other = await openTestStore(data.folder);
    await store.append([storedEvent('a'), storedEvent('mine')]);
    await other.append([storedEvent('a'), storedEvent('theirs')]);
    await Promise.all([store.flush(), other.flush()]);
    expect(await storedIds(store)).toEqual(['a', 'mine', 'theirs']);
    expect(await store.append([storedEvent('theirs')])).toEqual([0]);
    await other.close();
  });
});

describe('snapshot', () => {
  it('tells files of one name in two days apart', async () => {
    await store.append([storedEvent('a')]);
    await store.flush();
    const [{ path: source = '' } = {}] = (await store.snapshot()).files;
    for (const day of ['dt=2026-02-01', 'dt=2026-02-02']) {
      await mkdir(path.join(data.folder, 'events', day));
      await copyFile(source, path.join(data.folder, 'events', day, 'copied.parquet'));
    }
    for (const id of ['b', 'c']) {
      await store.append([storedEvent(id)]);
      await store.flush();
    }
    const rows = await readStore(store, 'select dt, count(*) from events group by dt order by dt');
    expect(rows.map(String)).toEqual(['2026-01-05,3', '2026-02-01,1', '2026-02-02,1']);
  });

  it('stays readable after its files were merged and removed', async () => {
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) {
      await store.append([storedEvent(id)]);
      await store.flush();
    }
    const before = await store.snapshot();
    expect(before.files).toHaveLength(6);
    expect(await store.compact()).toBe(1);
    const after = await store.snapshot();
    expect(after.files.length).toBeLessThan(5);
    for (const file of before.files) {
      expect(await readdir(path.dirname(file.path))).toContain(path.basename(file.path));
    }
    before.release();
    after.release();
    expect(await storedIds(store)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    const [first] = after.files;
    expect((await readdir(path.dirname(first?.path ?? ''))).length).toBe(after.files.length);
  });
});

describe('a commit that a killed process left', () => {
  const leave = async (name: string) => {
    await store.append([storedEvent('a')]);
    await store.flush();
    const [file] = (await store.snapshot()).files;
    const to = path.join('events', 'dt=2026-01-05', name);
    const record = { id: name, add: [], remove: [path.join('events', 'dt=2026-01-05', file?.name ?? '')] };
    await copyFile(file?.path ?? '', path.join(data.folder, 'staged'));
    await writeFile(
      path.join(data.folder, 'events', '_commits', `${name}.json`),
      JSON.stringify({ ...record, add: [{ from: 'staged', to }] }),
    );
  };

  it('is finished before anybody reads', async () => {
    await leave('events-x-0.parquet');
    const { files } = await store.snapshot();
    expect(files.map((file) => file.name)).toEqual(['events-x-0.parquet']);
    expect(await storedIds(store)).toEqual(['a']);
  });
});

describe('a journal that a killed process left', () => {
  it('is stored when the store is opened, without the line that was being written', async () => {
    await store.close();
    const journal = path.join(data.folder, 'members', '999999999-dead', 'journal');
    await mkdir(journal, { recursive: true });
    const lines = ['a', 'b', 'b'].map((id) => `${encodeEvent(storedEvent(id))}\n`);
    await writeFile(path.join(journal, '000000001.ndjson'), `${lines.join('')}${lines[0]?.slice(0, 40)}`);
    await writeFile(path.join(journal, '000000002.ndjson'), encodeEvent(storedEvent('c')));
    store = await openTestStore(data.folder);
    expect(await storedIds(store)).toEqual(['a', 'b']);
    expect(await store.append([storedEvent('a')])).toEqual([0]);
    expect(await readdir(path.join(data.folder, 'members'))).not.toContain('999999999-dead');
  });
});

describe('publish', () => {
  /** Stages events by way of a second store's files. */
  async function staged(id: string, events: StoredEvent[]) {
    const source = await temporaryFolder();
    const other = await openTestStore(source.folder);
    await other.append(events);
    await other.flush();
    const staging = await store.stage(id);
    await cp(path.join(source.folder, 'events'), staging.folder, { recursive: true });
    await other.close();
    await source.remove();
    return staging;
  }

  it('leaves out what is there, and says so', async () => {
    await store.append([storedEvent('a'), storedEvent('b')]);
    const later = Date.UTC(2026, 1, 1);
    const events = [storedEvent('b'), storedEvent('c'), storedEvent('a', { eventTime: later })];
    await store.flush();
    expect(await store.publish(await staged('i1', events), { dedupe: true })).toEqual({
      accepted: 1,
      duplicates: 2,
    });
    expect(await storedIds(store)).toEqual(['a', 'b', 'c']);
    expect(await store.receipt('i1')).toEqual({ accepted: 1, duplicates: 2 });
    expect(await store.receipt('i2')).toBeNull();
    expect(await store.append([storedEvent('c')])).toEqual([0]);
  });

  it('compares with events of the same day however old, and its own rows with each other', async () => {
    const longAgo = new Date(Date.now() - 30 * 86_400_000);
    await store.append([storedEvent('a')]);
    await store.flush();
    await store.close();
    const [name = ''] = await readdir(path.join(data.folder, 'events', 'dt=2026-01-05'));
    await utimes(path.join(data.folder, 'events', 'dt=2026-01-05', name), longAgo, longAgo);
    store = await openTestStore(data.folder);
    const staging = await staged('i1', [storedEvent('a'), storedEvent('b')]);
    const day = path.join(staging.folder, 'dt=2026-01-05');
    const [first = ''] = await readdir(day);
    await copyFile(path.join(day, first), path.join(day, 'again.parquet'));
    expect(await store.publish(staging, { dedupe: true })).toEqual({ accepted: 1, duplicates: 3 });
    expect(await storedIds(store)).toEqual(['a', 'b']);
  });

  it('files events under a source that can be removed as a whole', async () => {
    await store.publish(await staged('i1', [storedEvent('d1'), storedEvent('d2')]), {
      dedupe: false,
      source: 'demo',
    });
    await store.append([storedEvent('a')]);
    await store.flush();
    expect(await store.hasSource('demo')).toBe(true);
    expect(await storedIds(store)).toEqual(['a', 'd1', 'd2']);
    expect(await store.removeSource('demo')).toBe(true);
    expect(await storedIds(store)).toEqual(['a']);
    expect(await store.removeSource('demo')).toBe(false);
    expect(await store.hasSource('demo')).toBe(false);
  });

  it('leaves nothing of an area that was discarded', async () => {
    const staging = await staged('i1', [storedEvent('a')]);
    await staging.discard();
    await reopen();
    expect(await storedIds(store)).toEqual([]);
  });
});

describe('close', () => {
  it('finishes what came before and refuses what comes after', async () => {
    const before = store.append([storedEvent('a')]);
    const closed = store.close();
    expect(await before).toEqual([]);
    await expect(store.append([storedEvent('b')])).rejects.toMatchObject({ code: 'unavailable' });
    await closed;
    store = await openTestStore(data.folder);
    expect(await storedIds(store)).toEqual(['a']);
  });

  it('leaves nothing but the store', async () => {
    await store.append([storedEvent('a')]);
    await store.close();
    expect(await readdir(path.join(data.folder, 'members'))).toEqual([]);
    expect(await readdir(path.join(data.folder, 'events', '_receipts'))).toEqual([]);
    expect((await readdir(path.join(data.folder, 'events'))).sort()).toEqual([
      '_commits',
      '_generation',
      '_receipts',
      'dt=2026-01-05',
    ]);
    store = await openTestStore(data.folder);
    expect(await storedIds(store)).toEqual(['a']);
  });
});
