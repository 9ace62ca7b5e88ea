import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AuditLink, GENESIS, linkHash } from '#lib/audit/chain';
import { exportAudit, forgetAnswers } from '#lib/audit/commands';
import { listAudit, readChain, verifyAudit } from '#lib/audit/queries';
import { audited } from '#lib/audit/write';
import type { KeptHead } from '#lib/core/audit-anchors';
import type { Ctx } from '#lib/core/ctx';
import { TEST_ADMIN, testCtx } from '#lib/testing/ctx';
import { contentionDatabase, type TestDatabase } from '#lib/testing/database';

let database: TestDatabase;
let ctx: Ctx;
let kept: KeptHead[];

beforeAll(async () => {
  database = await contentionDatabase();
}, 60_000);
afterAll(() => database.close());

/** Runs statements that the database refuses to everybody, as somebody would who owns it. */
async function asOwner(statement: string, values: unknown[] = []): Promise<void> {
  await database.pool.query('ALTER TABLE "AuditEntry" DISABLE TRIGGER USER');
  await database.pool.query(statement, values);
  await database.pool.query('ALTER TABLE "AuditEntry" ENABLE ALWAYS TRIGGER "AuditEntry_append_only"');
  await database.pool.query('ALTER TABLE "AuditEntry" ENABLE ALWAYS TRIGGER "AuditEntry_no_truncate"');
}

beforeEach(async () => {
  await asOwner('TRUNCATE "AuditEntry"');
  await database.db.setting.deleteMany();
  await database.db.idempotencyRecord.deleteMany();
  kept = [];
  ctx = testCtx({
    db: database.db,
    anchors: {
      keep: (head) => kept.push({ ...head, place: 'test' }),
      read: async function* () {
        yield* kept;
      },
      settled: async () => {},
    },
  });
});

async function act(action: string, id = 'a', change: Partial<Ctx> = {}): Promise<void> {
  await audited({ ...ctx, ...change }, async () => ({
    value: null,
    entry: { action, subject: { kind: 'thing', id }, details: { note: action } },
  }));
}

async function chain(): Promise<AuditLink[]> {
  const links: AuditLink[] = [];
  for await (const link of readChain(ctx)) links.push(link);
  return links;
}

describe('audited', () => {
  it('makes no change without its entry, and no entry without its change', async () => {
    const data = { key: 'a', value: 1 };
    const unwritable = audited({ ...ctx, requestId: '\u0000' }, async (tx) => ({
      value: await tx.setting.create({ data }),
      entry: { action: 'setting.made', subject: { kind: 'setting', id: 'a' }, details: {} },
    }));
    await expect(unwritable).rejects.toThrow();
    expect(await database.db.setting.count()).toBe(0);
    const failing = audited(ctx, async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect([await database.db.auditEntry.count(), kept]).toEqual([0, []]);
  });

  it('forms one chain without gaps when many write at once, and anchors each head', async () => {
    await Promise.all(Array.from({ length: 25 }, (_, index) => act(`thing.made`, String(index))));
    const links = await chain();
    expect(links.map((link) => link.sequence)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
    expect(links[0]?.previousHash).toBe(GENESIS);
    expect(await verifyAudit(ctx)).toMatchObject({
      ok: true,
      entries: 25,
      head: { sequence: 25, hash: links[24]?.hash },
      anchors: { checked: 25, ok: true },
    });
  });

  it('keeps several entries of one action in order', async () => {
    const draft = (action: string) => ({ action, subject: { kind: 'thing', id: 'a' }, details: {} });
    await audited(ctx, async () => ({ value: null, entry: [draft('thing.one'), draft('thing.two')] }));
    expect((await chain()).map((link) => link.action)).toEqual(['thing.one', 'thing.two']);
    expect(kept.map((head) => head.sequence)).toEqual([2]);
  });
});

describe('the database', () => {
  it.each([
    ['UPDATE', `UPDATE "AuditEntry" SET "action" = 'x'`],
    ['DELETE', 'DELETE FROM "AuditEntry"'],
    ['DELETE', 'DELETE FROM "AuditEntry" WHERE false'],
    ['TRUNCATE', 'TRUNCATE "AuditEntry"'],
  ])('refuses %s by itself: %s', async (operation, statement) => {
    await act('thing.made');
    await expect(database.pool.query(statement)).rejects.toThrow(`AuditEntry is append-only: ${operation}`);
    expect(await database.db.auditEntry.count()).toBe(1);
  });

  it('refuses it to sessions that pretend to be a replica', async () => {
    await act('thing.made');
    const client = await database.pool.connect();
    try {
      await client.query('BEGIN; SET LOCAL session_replication_role = replica');
      await expect(client.query('DELETE FROM "AuditEntry"')).rejects.toThrow('append-only');
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
});

describe('verification', () => {
  beforeEach(async () => {
    for (const action of ['one', 'two', 'three', 'four', 'five']) await act(`thing.${action}`);
  });

  it.each([
    [
      'an entry was changed',
      `UPDATE "AuditEntry" SET "details" = '{"note":"x"}' WHERE sequence = 3`,
      3,
      'content',
    ],
    ['an entry is gone', 'DELETE FROM "AuditEntry" WHERE sequence = 2', 3, 'entry 2 is missing'],
    ['the first entry is gone', 'DELETE FROM "AuditEntry" WHERE sequence = 1', 2, 'entry 1 is missing'],
    [
      'entries changed places',
      'UPDATE "AuditEntry" SET sequence = 11 - sequence WHERE sequence > 3',
      6,
      'missing',
    ],
  ])('finds that %s', async (_, statement, sequence, reason) => {
    await asOwner(statement);
    const verdict = await verifyAudit(ctx);
    expect(verdict.ok).toBe(false);
    expect(verdict.brokenAt).toMatchObject({ sequence, reason: expect.stringContaining(reason) });
  });

  it('finds by the anchors that the whole chain was made anew', async () => {
    let previousHash: string | undefined;
    for (const link of await chain()) {
      const forged: AuditLink = {
        ...link,
        details: link.sequence === 2 ? { note: 'forged' } : link.details,
        previousHash: previousHash ?? GENESIS,
      };
      forged.hash = linkHash(forged);
      previousHash = forged.hash;
      await asOwner(
        'UPDATE "AuditEntry" SET "details" = $2, "previousHash" = $3, "hash" = $4 WHERE sequence = $1',
        [link.sequence, JSON.stringify(forged.details), forged.previousHash, forged.hash],
      );
    }
    const verdict = await verifyAudit(ctx);
    expect(verdict).toMatchObject({
      ok: false,
      entries: 5,
      anchors: { ok: false, brokenAt: { sequence: 2 } },
    });
    expect(verdict.brokenAt).toBeUndefined();
    expect(verdict.anchors.brokenAt?.reason).toContain('rewritten');
  });

  it('finds by the anchors that the end was cut off', async () => {
    await asOwner('DELETE FROM "AuditEntry" WHERE sequence > 3');
    const verdict = await verifyAudit(ctx);
    expect(verdict.brokenAt).toBeUndefined();
    expect(verdict.anchors).toMatchObject({ ok: false, brokenAt: { sequence: 4 } });
  });

  it('is content with an empty chain, unless anchors remember one', async () => {
    await asOwner('TRUNCATE "AuditEntry"');
    expect(await verifyAudit(ctx)).toMatchObject({ ok: false, entries: 0, head: null });
    kept = [];
    expect(await verifyAudit(ctx)).toMatchObject({ ok: true, entries: 0, head: null });
  });

  it('is for those who may read the audit', async () => {
    const actor = { ...TEST_ADMIN, role: 'engineer' as const };
    await expect(verifyAudit({ ...ctx, actor })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('the list', () => {
  beforeEach(async () => {
    const at = (day: string) => ({ now: new Date(`2026-03-${day}T00:00:00Z`) });
    await act('funnel.created', 'f1', at('01'));
    await act('person.created', 'p1', {
      ...at('02'),
      actor: { ...TEST_ADMIN, id: 'other', name: 'Ana Prado' },
    });
    await act('person.disabled', 'p1', at('03'));
    await act('personal.thing', 'p2', at('04'));
  });

  it.each([
    [{}, [4, 3, 2, 1]],
    [{ action: 'person' }, [3, 2]],
    [{ action: 'person.created' }, [2]],
    [{ actor: 'prado' }, [2]],
    [{ actor: 'other' }, [2]],
    [{ subject: 'p1' }, [3, 2]],
    [{ subject: 'thing:f1' }, [1]],
    [{ subject: 'thing' }, [4, 3, 2, 1]],
    [{ from: '2026-03-02T00:00:00Z', to: '2026-03-04T00:00:00Z' }, [3, 2]],
    [{ from: '2026-03-02T01:00:00+01:00' }, [4, 3, 2]],
    [{ action: 'person', subject: 'p1', actor: 'prado' }, [2]],
    [{ action: '%' }, []],
  ])('finds by %j', async (filters, sequences) => {
    const page = await listAudit(ctx, { ...filters, limit: 50 });
    expect(page.entries.map((entry) => entry.sequence)).toEqual(sequences);
    expect(page.nextCursor).toBeNull();
  });

  it('comes in pages', async () => {
    const first = await listAudit(ctx, { limit: 3 });
    expect([first.entries.length, first.nextCursor]).toEqual([3, '2']);
    const rest = await listAudit(ctx, { limit: 3, cursor: 2 });
    expect([rest.entries.map((entry) => entry.sequence), rest.nextCursor]).toEqual([[1], null]);
  });
});

describe('the export', () => {
  it('holds every entry in order, itself last', async () => {
    await act('thing.made');
    const text = await new Response(await exportAudit(ctx)).text();
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toEqual(await chain());
    expect(lines.map((line) => line.action)).toEqual(['thing.made', 'audit.exported']);
  });
});

describe('kept answers', () => {
  it('are forgotten after a week, and then the same request is done anew', async () => {
    const idempotency = { key: 'k', request: 'r' };
    await act('thing.made', 'a', { idempotency });
    await act('thing.made', 'a', { idempotency });
    expect(await chain()).toHaveLength(1);
    const later = (days: number) => new Date(ctx.now.getTime() + days * 86_400_000);
    expect(await forgetAnswers({ ...ctx, now: later(7) })).toBe(0);
    expect(await forgetAnswers({ ...ctx, now: later(7.01) })).toBe(1);
    await act('thing.made', 'a', { idempotency });
    expect(await chain()).toHaveLength(2);
  });
});
