import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Ctx } from '#lib/core/ctx';
import { createPerson } from '#lib/people/commands/create-person';
import { signIn } from '#lib/people/commands/sign-in';
import { signInByProvider } from '#lib/people/commands/sign-in-by-provider';
import { updatePerson } from '#lib/people/commands/update-person';
import { TEST_NOW, testCtx } from '#lib/testing/ctx';
import { contentionDatabase, type TestDatabase } from '#lib/testing/database';

let database: TestDatabase;
let ctx: Ctx;
let anonymous: Ctx;
let anaId: string;

beforeAll(async () => {
  database = await contentionDatabase();
}, 60_000);
afterAll(() => database.close());

const PASSWORD = 'three lazy tigers sing';
const ANA = { email: 'ana@example.com', password: PASSWORD, address: '203.0.113.1' };

beforeEach(async () => {
  await database.db.person.deleteMany();
  await database.db.signInThrottle.deleteMany();
  ctx = testCtx({ db: database.db, newId: () => crypto.randomUUID() });
  anonymous = { ...ctx, actor: { kind: 'anonymous', id: 'anonymous' } };
  const input = { email: ANA.email, name: 'Ana', role: 'product' as const, password: PASSWORD };
  anaId = (await createPerson(ctx, input)).person.id;
});

async function lastEntry(): Promise<Record<string, unknown>> {
  const row = await database.db.auditEntry.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
  return { action: row.action, actorId: row.actorId, subjectId: row.subjectId, details: row.details };
}

describe('signing in by password', () => {
  it('takes the right password with any spelling of the address, and says so in the audit', async () => {
    const person = await signIn(anonymous, { ...ANA, email: '  ANA@example.com' });
    expect(person).toMatchObject({ id: anaId, lastSignInAt: TEST_NOW });
    expect(await lastEntry()).toEqual({
      action: 'person.signed_in',
      actorId: anaId,
      subjectId: anaId,
      details: { address: '203.0.113.1', method: 'password' },
    });
  });

  it('tells unknown from wrong in nothing but the audit, which keeps nothing of what was typed', async () => {
    const verify = vi.spyOn(ctx.secrets, 'verify');
    const wrong = signIn(anonymous, { ...ANA, password: 'typed-secret' });
    await expect(wrong).rejects.toMatchObject({ code: 'unauthenticated', reason: 'wrong' });
    expect(await lastEntry()).toMatchObject({ subjectId: anaId, details: { reason: 'wrong password' } });
    const unknown = signIn(anonymous, { ...ANA, email: 'typed@example.com', password: 'typed-secret' });
    await expect(unknown).rejects.toMatchObject({ code: 'unauthenticated', reason: 'wrong' });
    expect(await lastEntry()).toMatchObject({ subjectId: 'unknown', details: { reason: 'unknown account' } });
    // The slow check is made in both cases, so that time tells nothing either.
    expect(verify).toHaveBeenCalledTimes(2);
    expect(
      JSON.stringify(await database.db.auditEntry.findMany(), (_, value) => String(value)),
    ).not.toContain('typed');
    verify.mockRestore();
  });

  it('tells only the owner that an account is disabled', async () => {
    await updatePerson(ctx, anaId, { isActive: false });
    await expect(signIn(anonymous, ANA)).rejects.toMatchObject({ reason: 'disabled' });
    await expect(signIn(anonymous, { ...ANA, password: 'wrong' })).rejects.toMatchObject({ reason: 'wrong' });
  });

  it('lets no more through when many guess at once', async () => {
    const guesses = Array.from({ length: 20 }, (_, index) =>
      signIn(anonymous, { ...ANA, password: `guess ${index}` }),
    );
    const results = await Promise.allSettled(guesses);
    const codes = results.map((result) => (result.status === 'rejected' ? result.reason.code : 'in'));
    expect(codes.filter((code) => code === 'unauthenticated')).toHaveLength(5);
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(15);
  });

  it('does not lock the owner out of where they have been', async () => {
    await signIn(anonymous, ANA);
    for (let stranger = 0; stranger < 60; stranger++) {
      const guess = { ...ANA, password: 'wrong', address: `198.51.100.${stranger}` };
      await signIn(anonymous, guess).catch(() => {});
    }
    const elsewhere = signIn(anonymous, { ...ANA, address: '192.0.2.1' });
    await expect(elsewhere).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterSeconds: expect.any(Number),
    });
    await signIn(anonymous, ANA);
  });

  it('fails when it cannot be audited', async () => {
    const broken = { ...anonymous, requestId: 'a\u0000b' };
    await expect(signIn(broken, ANA)).rejects.toThrow();
    expect(await database.db.person.findUnique({ where: { id: anaId } })).toMatchObject({
      lastSignInAt: null,
    });
  });
});

describe('signing in by identity provider', () => {
  const identity = {
    issuer: 'https://login.example.com',
    subject: '42',
    email: 'Ana@Example.com',
    isEmailVerified: true,
    address: ANA.address,
  };

  it('ties the verified address once, then goes by the subject alone', async () => {
    await signInByProvider(anonymous, identity);
    const renamed = { ...identity, email: 'new@example.com', isEmailVerified: false };
    expect(await signInByProvider(anonymous, renamed)).toMatchObject({ id: anaId });
    const other = { ...identity, subject: '43' };
    await expect(signInByProvider(anonymous, other)).rejects.toMatchObject({ reason: 'unknown' });
  });

  it.each([
    ['unverified', { isEmailVerified: false }],
    ['unverified', { email: null }],
    ['unknown', { email: 'nobody@example.com' }],
  ] as const)('refuses as %s: %j', async (reason, change) => {
    await expect(signInByProvider(anonymous, { ...identity, ...change })).rejects.toMatchObject({ reason });
    expect(await database.db.person.count()).toBe(1);
  });

  it('refuses a disabled person', async () => {
    await signInByProvider(anonymous, identity);
    await updatePerson(ctx, anaId, { isActive: false });
    await expect(signInByProvider(anonymous, identity)).rejects.toMatchObject({ reason: 'disabled' });
  });
});
