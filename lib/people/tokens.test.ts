import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ctx } from '#lib/core/ctx';
import { createToken } from '#lib/people/commands/create-token';
import { revokeToken } from '#lib/people/commands/revoke-token';
import { verifyToken } from '#lib/people/commands/verify-token';
import { listTokens } from '#lib/people/queries';
import { TEST_NOW, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';

let database: TestDatabase;
let ctx: Ctx;

beforeAll(async () => {
  database = await testDatabase();
  ctx = testCtx({ db: database.db, newId: () => crypto.randomUUID() });
}, 60_000);
afterAll(() => database.close());

const inDays = (days: number) => new Date(TEST_NOW.getTime() + days * 86_400_000);

it('makes tokens that work for their time, and keeps no text of them', async () => {
  const { token, secret } = await createToken(ctx, { name: 'ci', role: 'engineer' });
  expect(secret).toMatch(/^fd_[\w-]{43}$/);
  expect(token).toMatchObject({ prefix: secret?.slice(0, 8), expiresAt: inDays(90).toISOString() });
  const actor = { kind: 'token', id: token.id, name: 'ci', role: 'engineer' };
  expect(await verifyToken(database.db, secret ?? '', inDays(89))).toEqual(actor);
  expect(await verifyToken(database.db, secret ?? '', inDays(90))).toBeNull();
  const stored = JSON.stringify(
    [await database.db.serviceToken.findMany(), await database.db.auditEntry.findMany()],
    (_, value) => String(value),
  );
  expect(stored).not.toContain(secret);
});

it.each(['', 'fd_', `fd_${'a'.repeat(43)}`, 'Bearer x', `fd_${'é'.repeat(43)}`])(
  'does not know %j',
  async (text) => {
    expect(await verifyToken(database.db, text, TEST_NOW)).toBeNull();
  },
);

it('notes the last use once a minute', async () => {
  const { token, secret } = await createToken(ctx, { name: 'used', role: 'viewer' });
  const useAt = async (seconds: number) => {
    await verifyToken(database.db, secret ?? '', new Date(TEST_NOW.getTime() + seconds * 1000));
    const row = await database.db.serviceToken.findUniqueOrThrow({ where: { id: token.id } });
    return row.lastUsedAt && (row.lastUsedAt.getTime() - TEST_NOW.getTime()) / 1000;
  };
  expect([await useAt(0), await useAt(59), await useAt(60)]).toEqual([0, 0, 60]);
});

it('revokes at once, and only once', async () => {
  const { token, secret } = await createToken(ctx, { name: 'bad', role: 'viewer' });
  await revokeToken(ctx, token.id);
  const entries = await database.db.auditEntry.count();
  await revokeToken(ctx, token.id);
  expect(await database.db.auditEntry.count()).toBe(entries);
  expect(await verifyToken(database.db, secret ?? '', TEST_NOW)).toBeNull();
  await expect(revokeToken(ctx, crypto.randomUUID())).rejects.toMatchObject({ code: 'not_found' });
});

it('lists the newest first, a page at a time', async () => {
  const later = { ...ctx, now: inDays(1) };
  await createToken(later, { name: 'newest', role: 'viewer' });
  const { tokens, nextCursor } = await listTokens(ctx, { limit: 1 });
  expect(tokens[0]?.name).toBe('newest');
  const rest = await listTokens(ctx, { limit: 50, cursor: nextCursor ?? '' });
  expect(rest.tokens.map((token) => token.name)).not.toContain('newest');
  expect(rest.nextCursor).toBeNull();
});
