import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportMapping } from '#lib/core/importer';
import { IMPORT_MAPPING, IMPORT_NOW, type TestImporter, testImporter } from '#lib/testing/importer';
import { storedIds } from '#lib/testing/store';

let on: TestImporter;

beforeEach(async () => {
  on = await testImporter();
});

afterEach(() => on.close());

describe('rejections', () => {
  it('name the line, the column, the reason and the value, and let the other rows in', async () => {
    const id = randomUUID();
    const mapping: ImportMapping = {
      columns: { ...IMPORT_MAPPING.columns, id: 'id', value: 'value', duration: 'secs', feature: 'feature' },
    };
    const good = 'u,view,2026-01-05,,1,2,f,p';
    const rows = [
      good,
      ',view,2026-01-05,,,,,',
      `${'u'.repeat(257)},view,2026-01-05,,,,,`,
      'u,,2026-01-05,,,,,',
      `u,${'t'.repeat(65)},2026-01-05,,,,,`,
      'u,view,,,,,,',
      'u,view,soon,,,,,',
      'u,view,1969-12-31,,,,,',
      'u,view,2026-03-03T09:00:00.001Z,,,,,',
      'u,view,2026-03-03T09:00:00Z,,,,,',
      'u,view,2026-01-05,,much,,,',
      'u,view,2026-01-05,,inf,,,',
      'u,view,2026-01-05,,,-1,,',
      `u,view,2026-01-05,${'i'.repeat(129)},,,,`,
      'u,view,2026-01-05,,,,,,surplus',
      `u,view,2026-01-05,,,,,${'p'.repeat(8200)}`,
      'u,view,2026-02-30,,,,,',
      'u,view,=cmd(),,,,,',
      'u,view,epoch,,,,,',
      'u,view,2026-01-05,,"1_000",,,',
    ];
    const outcome = await on.importText(`user,type,time,id,value,secs,feature,plan\n${rows.join('\n')}\n`, {
      id,
      mapping,
    });
    expect(outcome).toMatchObject({ status: 'done', rows: 20, accepted: 2, rejected: 18 });
    const file = await readFile(path.join(on.folder, 'imports', id, 'rejections.csv'), 'utf8');
    const listed = file.trim().split('\r\n').slice(1);
    expect(listed.map((line) => line.split(',').slice(0, 2).join(' '))).toEqual([
      ...[
        '3 user',
        '4 user',
        '5 type',
        '6 type',
        '7 time',
        '8 time',
        '9 time',
        '10 time',
        '12 value',
        '13 value',
      ],
      ...['14 secs', '15 id', '16 ', '17 ', '18 time', '19 time', '20 time', '21 value'],
    ]);
    expect(file).toContain("'=cmd()");
    const reasons = await on.importer.reasons(id);
    expect(reasons[0]).toEqual({
      column: 'time',
      reason: expect.stringContaining('is not a time'),
      count: 4,
    });
    expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(18);
    expect(await new Response(await on.importer.rejections(id)).text()).toBe(file);
  });

  it('name the JSON lines that are no objects, and the properties that are no scalars', async () => {
    const id = randomUUID();
    const line = '{"user":"u","type":"x","time":"2026-01-05"';
    await on.importText(`${line}}\n[1]\nnonsense\n${line},"tags":["a"]}\n${line},"a":{"b":{}}}\n`, { id });
    expect(await on.importer.reasons(id)).toEqual([
      { column: null, reason: 'is not a JSON object', count: 2 },
      { column: 'tags', reason: expect.stringContaining('a list or an object'), count: 1 },
      { column: 'a.b', reason: expect.stringContaining('a list or an object'), count: 1 },
    ]);
  });

  it('fail the import when they are all there is', async () => {
    const outcome = await on.importText('user,type,time\nu,x,soon\nu,x,later\n');
    expect(outcome).toMatchObject({ status: 'failed', accepted: 0, rejected: 2 });
    expect(outcome).toHaveProperty('problem', expect.stringContaining('All 2 rows were rejected'));
  });

  it('are none where there are none', async () => {
    const id = randomUUID();
    await on.importText('user,type,time\nu,x,2026-01-05\n', { id });
    expect(await on.importer.rejections(id)).toBeNull();
    expect(await on.importer.reasons(id)).toEqual([]);
  });
});

describe('ids', () => {
  const rows = ['u,x,2026-01-05', 'u,x,2026-01-05', 'u,x,2026-01-05', 'v,x,2026-01-05'];
  const text = `user,type,time\n${rows.join('\n')}\n`;

  it('let equal rows of one file all count, and a second import add nothing', async () => {
    expect(await on.importText(text)).toMatchObject({ accepted: 4, duplicates: 0 });
    expect(await on.importText(text)).toMatchObject({ status: 'done', accepted: 0, duplicates: 4 });
    expect(await on.importText(`${text}u,x,2026-01-05\n`)).toMatchObject({ accepted: 1, duplicates: 4 });
    expect(new Set(await storedIds(on.store)).size).toBe(5);
  });

  it('that the file gives come first; the first row of an id wins, on whatever day', async () => {
    const mapping = { columns: { ...IMPORT_MAPPING.columns, id: 'id' } };
    const given =
      'user,type,time,id\na,x,2026-01-05,1\nb,x,2026-01-06,1\nc,x,2026-01-05,1\nd,x,2026-01-05,\nd,x,2026-01-05,\n';
    expect(await on.importText(given, { mapping })).toMatchObject({ rows: 5, accepted: 3, duplicates: 2 });
    expect((await on.all('user_id, event_id')).map(([user]) => user)).toEqual(['a', 'd', 'd']);
    expect(await on.importText(given, { mapping })).toMatchObject({ accepted: 0, duplicates: 5 });
  });

  it('keep rows apart whose texts hold what parts them', async () => {
    const mapping = { columns: { ...IMPORT_MAPPING.columns, feature: 'feature' } };
    const parted = [
      'u,a\x1fb,2026-01-05,c',
      'u,a,2026-01-05,b\x1fc',
      '3:u,a,2026-01-05,',
      'u,3:a,2026-01-05,\x1f',
      'u,a,2026-01-05,b\x1fc',
    ];
    const file = `user,type,time,feature\n${parted.join('\n')}\n`;
    expect(await on.importText(file, { mapping })).toMatchObject({ accepted: 5, duplicates: 0 });
    const ids = new Set(await storedIds(on.store));
    expect(ids.size).toBe(5);
    expect([...ids].filter((id) => id.endsWith('-2'))).toHaveLength(1);
    expect(await on.importText(file, { mapping })).toMatchObject({ accepted: 0, duplicates: 5 });
  });

  it('depend on what the rows say and how often, not on their order or on how or in how many pieces a file is read', async () => {
    const word = fc.constantFrom('a', 'b', 'ab', '1');
    const row = fc.tuple(
      word,
      word,
      fc.constantFrom('2026-01-05', '2026-01-06'),
      fc.constantFrom('', 'b', 'p'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (table) => {
        const own = await testImporter();
        const inPieces = await testImporter({ pieceBytes: 30 });
        const run = (on: TestImporter, lines: string[][], delimiter: string) =>
          on.importText(
            [['user', 'type', 'time', 'p'], ...lines].map((line) => line.join(delimiter)).join('\n'),
          );
        const first = await run(own, table, ',');
        const ids = await storedIds(own.store);
        const second = await run(own, table.toReversed(), ';');
        await run(inPieces, table.toReversed(), ',');
        const sameIds = await storedIds(inPieces.store);
        await own.close();
        await inPieces.close();
        expect(sameIds.toSorted()).toEqual(ids.toSorted());
        expect(first).toMatchObject({ accepted: table.length, duplicates: 0 });
        expect(new Set(ids).size).toBe(table.length);
        expect(second).toMatchObject({ accepted: 0, duplicates: table.length });
      }),
      { numRuns: 12 },
    );
  });
});

describe('an import', () => {
  const long = `user,type,time\n${Array.from({ length: 20_000 }, (_, n) => `u${n},x,${1_767_000_000 + n * 10}`).join('\n')}\n`;

  it('that is cancelled while it reads or sorts leaves nothing, and can be done again', async () => {
    for (const phase of ['reading', 'sorting'] as const) {
      const id = randomUUID();
      const outcome = await on.importText(long, {
        id,
        onProgress: (progress) => {
          if (progress.phase === phase) on.importer.cancel(id);
        },
      });
      expect(outcome).toMatchObject({ status: 'cancelled', accepted: 0 });
      expect(await storedIds(on.store)).toEqual([]);
      expect(await on.importer.receipt(id)).toBeNull();
    }
    expect(await readdir(path.join(on.folder, 'imports', 'work'))).toEqual([]);
    expect(await on.importText(long)).toMatchObject({ status: 'done', accepted: 20_000 });
  });

  it('shows its progress while it runs, and leaves a receipt', async () => {
    const id = randomUUID();
    const seen: string[] = [];
    const running: boolean[] = [];
    const outcome = await on.importText(long, {
      id,
      onProgress: ({ phase }) => {
        seen.push(phase);
        running.push(on.importer.progress(id)?.phase === phase);
      },
    });
    expect([...new Set(seen)]).toEqual(['reading', 'sorting', 'publishing']);
    expect(running.every(Boolean)).toBe(true);
    expect(outcome.status).toBe('done');
    expect(on.importer.progress(id)).toBeNull();
    expect(await on.importer.isRunning(id)).toBe(false);
    expect(await on.importer.receipt(id)).toEqual({ accepted: 20_000, duplicates: 0 });
  });

  it('of many pieces and days ends as one of a single piece', async () => {
    const inPieces = await testImporter({ pieceBytes: 60_000 });
    const rows = Array.from({ length: 12_000 }, (_, n) => {
      const time = n % 997 === 0 ? 'soon' : 1_767_000_000 + (n % 4) * 86_400 + (n % 3);
      return `u${(n * 7) % 500},x,${time},${n % 5 === 0 ? `i${n % 3000}` : ''}`;
    });
    const text = `user,type,time,id\n${rows.join('\n')}\n`;
    const mapping = { columns: { ...IMPORT_MAPPING.columns, id: 'id' } };
    const [a, b] = [randomUUID(), randomUUID()];
    const whole = await on.importText(text, { id: a, mapping });
    const parted = await inPieces.importText(text, { id: b, mapping });
    expect(whole).toMatchObject({ status: 'done', rows: 12_000, rejected: 13 });
    expect(whole.duplicates).toBeGreaterThan(1000);
    expect({ ...parted, finishedAt: null }).toEqual({ ...whole, finishedAt: null });
    const all = 'event_id, user_id, event_type, event_time, received_at, dt';
    expect(await inPieces.all(all)).toEqual(await on.all(all));
    const rejected = (where: TestImporter, id: string) =>
      readFile(path.join(where.folder, 'imports', id, 'rejections.csv'), 'utf8');
    expect(await rejected(inPieces, b)).toBe(await rejected(on, a));
    await inPieces.close();
  });

  it('that is only tried stores nothing', async () => {
    expect(await on.importText(long, { isDryRun: true })).toMatchObject({ status: 'done', accepted: 20_000 });
    expect(await storedIds(on.store)).toEqual([]);
  });

  it('of a header alone has failed, with a sentence', async () => {
    expect(await on.importText('user,type,time\n')).toMatchObject({
      status: 'failed',
      problem: 'The file holds no rows.',
    });
  });
});

describe('uploads', () => {
  async function* bytes(...parts: string[]) {
    for (const part of parts) yield new TextEncoder().encode(part);
  }

  it('are kept whole, looked at and forgotten', async () => {
    await on.importer.receive('one', bytes('user,ty', 'pe,time\nu,x,2026-01-05\n'), 1000);
    const source = { upload: 'one' };
    expect(await on.importer.inspect(source)).toMatchObject({ columns: ['user', 'type', 'time'], bytes: 30 });
    expect(
      await on.importer.run({ id: 'one', source, mapping: IMPORT_MAPPING, timeZone: 'UTC', now: IMPORT_NOW }),
    ).toMatchObject({
      accepted: 1,
    });
    await on.importer.discardUpload('one');
    expect(await readdir(path.join(on.folder, 'uploads'))).toEqual([]);
  });

  it('that are too large leave nothing', async () => {
    await expect(on.importer.receive('two', bytes('12345', '67890'), 8)).rejects.toMatchObject({
      code: 'too_large',
    });
    expect(await readdir(path.join(on.folder, 'uploads'))).toEqual([]);
  });
});
