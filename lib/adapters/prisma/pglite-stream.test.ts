import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PGliteStream, pglitePool } from '#lib/adapters/prisma/pglite-stream';
import { splitMessages } from '#lib/adapters/prisma/wire-messages';

let engine: PGlite;
beforeAll(async () => {
  engine = await PGlite.create();
}, 60_000);
afterAll(() => engine.close());

describe('connections to one engine', () => {
  it('never interleave their transactions', async () => {
    const pool = pglitePool(engine);
    await pool.query('CREATE TABLE counter (value int); INSERT INTO counter VALUES (0)');
    const increment = async (): Promise<void> => {
      const client = await pool.connect();
      await client.query('BEGIN');
      const { rows } = await client.query<{ value: number }>('SELECT value FROM counter');
      await client.query('UPDATE counter SET value = $1', [(rows[0]?.value ?? 0) + 1]);
      await client.query('COMMIT');
      client.release();
    };
    await Promise.all(Array.from({ length: 30 }, increment));
    expect((await pool.query('SELECT value FROM counter')).rows).toEqual([{ value: 30 }]);
    await pool.end();
  });

  it('roll back what a lost connection had begun, and let the next one in', async () => {
    const pool = pglitePool(engine);
    await pool.query('CREATE TABLE lost (value int)');
    const client = await pool.connect();
    client.on('error', () => {});
    await client.query('BEGIN; INSERT INTO lost VALUES (1)');
    const waiting = pool.query('SELECT count(*)::int AS rows FROM lost');
    client.release(new Error('lost'));
    expect((await waiting).rows).toEqual([{ rows: 0 }]);
    await pool.end();
  });

  it('say when they keep the others waiting', async () => {
    const streams: PGliteStream[] = [];
    const make = () => streams[streams.push(new PGliteStream(engine)) - 1];
    const pool = pglitePool(engine, { stream: make, max: 1 });
    const client = await pool.connect();
    await client.query('BEGIN');
    expect(streams[0]?.ownsEngine).toBe(true);
    await client.query('COMMIT');
    expect(streams[0]?.ownsEngine).toBe(false);
    client.release();
    await pool.end();
  });

  it('survive errors inside and outside of transactions', async () => {
    const pool = pglitePool(engine);
    await expect(pool.query('SELECT nonsense')).rejects.toThrow('nonsense');
    await expect(pool.query('SELECT $1::int', ['x'])).rejects.toThrow('invalid input');
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });
});

describe('splitMessages', () => {
  const message = (type: string, body: string) => {
    const bytes = Buffer.alloc(5 + body.length);
    bytes.write(type);
    bytes.writeInt32BE(4 + body.length, 1);
    bytes.write(body, 5);
    return bytes;
  };

  /** Feeds the bytes in pieces; answers what would run, joined. */
  function feed(pieces: Buffer[]): Buffer[] {
    let pending: Buffer = Buffer.alloc(0);
    const runs: Buffer[] = [];
    for (const piece of pieces) {
      pending = Buffer.concat([pending, piece]);
      for (
        let step = splitMessages(pending, true);
        step.kind === 'run';
        step = splitMessages(pending, true)
      ) {
        runs.push(step.message);
        pending = step.rest;
      }
    }
    return runs;
  }

  it('cuts the same pieces wherever the network cuts the stream', () => {
    const whole = Buffer.concat([
      message('P', 'parse'),
      message('B', 'bind'),
      message('S', ''),
      message('Q', 'select 1'),
    ]);
    const expected = feed([whole]);
    expect(expected.map((run) => run.length)).toEqual([24, 13]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: whole.length - 1 })), (cuts) => {
        const at = [0, ...new Set(cuts.sort((a, b) => a - b)), whole.length];
        const pieces = at.slice(1).map((end, index) => whole.subarray(at[index], end));
        expect(feed(pieces)).toEqual(expected);
      }),
    );
  });

  it('declines encryption before the start, and ends at goodbye', () => {
    const ssl = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
    expect(splitMessages(ssl, false)).toMatchObject({ kind: 'encryption' });
    expect(splitMessages(ssl.subarray(0, 7), false)).toMatchObject({ kind: 'incomplete' });
    expect(splitMessages(message('X', ''), true)).toMatchObject({ kind: 'end' });
  });
});
