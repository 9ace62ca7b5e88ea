import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ctx } from '#lib/core/ctx';
import type { Role } from '#lib/core/roles';
import { changeOwnPassword } from '#lib/people/commands/change-own-password';
import { createPerson } from '#lib/people/commands/create-person';
import { decideApproverChange } from '#lib/people/commands/decide-approver-change';
import { endSessions } from '#lib/people/commands/end-sessions';
import { proposeApproverChange } from '#lib/people/commands/propose-approver-change';
import { resetPassword } from '#lib/people/commands/reset-password';
import { seedDemoPeople } from '#lib/people/commands/seed-demo-people';
import { setUp } from '#lib/people/commands/set-up';
import { updateMe } from '#lib/people/commands/update-me';
import { updatePerson } from '#lib/people/commands/update-person';
import { isSetUpNeeded, listApproverChanges, listPeople } from '#lib/people/queries';
import { personActor } from '#lib/people/views';
import { TEST_ADMIN, TEST_NOW, testCtx } from '#lib/testing/ctx';
import { contentionDatabase, type TestDatabase } from '#lib/testing/database';

let database: TestDatabase;
let ctx: Ctx;

beforeAll(async () => {
  database = await contentionDatabase();
}, 60_000);
afterAll(() => database.close());

beforeEach(async () => {
  await database.db.approverChange.deleteMany();
  await database.db.person.deleteMany();
  await database.db.signInThrottle.deleteMany();
  await database.db.idempotencyRecord.deleteMany();
  ctx = testCtx({ db: database.db, newId: () => crypto.randomUUID() });
});

const PASSWORD = 'three lazy tigers sing';

async function add(login: string, role: Role = 'viewer'): Promise<string> {
  const input = { email: `${login}@example.com`, name: login, role, password: PASSWORD };
  return (await createPerson(ctx, input)).person.id;
}

/** The ctx of somebody who exists. */
async function as(id: string): Promise<Ctx> {
  const person = await database.db.person.findUniqueOrThrow({ where: { id } });
  return { ...ctx, actor: personActor(person, TEST_NOW) };
}

async function lastActions(count: number): Promise<string[]> {
  const rows = await database.db.auditEntry.findMany({ orderBy: { sequence: 'desc' }, take: count });
  return rows.map((row) => row.action).reverse();
}

const hashOf = async (id: string) =>
  (await database.db.person.findUniqueOrThrow({ where: { id } })).passwordHash ?? '';

const versionOf = async (id: string) =>
  (await database.db.person.findUniqueOrThrow({ where: { id } })).sessionVersion;

describe('making people', () => {
  it('generates a password that the policy takes, and answers it once', async () => {
    const keyed = { ...ctx, idempotency: { key: 'k', request: 'r' } };
    const input = { email: 'ana@example.com', name: 'Ana', role: 'product' as const };
    const first = await createPerson(keyed, input);
    expect(first.generatedPassword).toMatch(/^(.{5}-){3}.{5}$/);
    expect(await createPerson(keyed, input)).toEqual({ person: first.person, generatedPassword: null });
    const kept = JSON.stringify(await database.db.idempotencyRecord.findMany());
    expect(kept).not.toContain(first.generatedPassword);
    expect(JSON.stringify(first.person)).not.toContain('hash of');
    expect(await lastActions(1)).toEqual(['person.created']);
  });

  it('takes an address once', async () => {
    await add('ana');
    await expect(add('ana')).rejects.toMatchObject({ code: 'conflict', errors: [{ path: 'email' }] });
  });

  it('refuses weak passwords, and whoever is no admin', async () => {
    const input = { email: 'ana@example.com', name: 'Ana', role: 'viewer' as const, password: 'short' };
    await expect(createPerson(ctx, input)).rejects.toMatchObject({ code: 'invalid' });
    const viewer = { ...ctx, actor: { ...TEST_ADMIN, role: 'engineer' as const } };
    await expect(createPerson(viewer, { ...input, password: PASSWORD })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await database.db.person.count()).toBe(0);
  });

  it('lists people by name, a page at a time', async () => {
    for (const login of ['carl', 'ana', 'ben']) await add(login);
    const first = await listPeople(ctx, { limit: 2 });
    expect(first.people.map((person) => person.name)).toEqual(['ana', 'ben']);
    const rest = await listPeople(ctx, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([rest.people.map((person) => person.name), rest.nextCursor]).toEqual([['carl'], null]);
  });
});

describe('changing people', () => {
  it.each([
    [{ role: 'engineer' as const }, ['person.role_changed'], 1],
    [{ isActive: false }, ['person.disabled'], 1],
    [{ name: 'Other' }, ['person.renamed'], 0],
    [{ name: 'Other', role: 'auditor' as const }, ['person.renamed', 'person.role_changed'], 1],
  ])('%j is audited and ends sessions where rights are lost', async (change, actions, raised) => {
    const id = await add('ana');
    await updatePerson(ctx, id, change);
    expect(await lastActions(actions.length)).toEqual(actions);
    expect(await versionOf(id)).toBe(raised);
  });

  it('keeps the last active admin', async () => {
    const id = await add('root', 'admin');
    const disabled = await add('gone', 'admin');
    await updatePerson(ctx, disabled, { isActive: false });
    for (const change of [{ role: 'viewer' as const }, { isActive: false }]) {
      await expect(updatePerson(ctx, id, change)).rejects.toMatchObject({ code: 'precondition' });
    }
    await updatePerson(ctx, id, { name: 'Still admin' });
  });

  it('keeps one admin of two who remove each other at once', async () => {
    const [one, two] = [await add('one', 'admin'), await add('two', 'admin')];
    const results = await Promise.allSettled([
      updatePerson(await as(one), two, { role: 'viewer' }),
      updatePerson(await as(two), one, { role: 'viewer' }),
    ]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await database.db.person.count({ where: { role: 'admin', isActive: true } })).toBe(1);
  });

  it('ends sessions: an admin anybody’s, everybody their own', async () => {
    const [ana, ben] = [await add('ana'), await add('ben')];
    await endSessions(ctx, ana);
    await endSessions(await as(ana), ana);
    expect(await versionOf(ana)).toBe(2);
    await expect(endSessions(await as(ana), ben)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('answers one request once, however often it is sent at the same moment', async () => {
    const id = await add('ana');
    const keyed = { ...ctx, idempotency: { key: 'same', request: 'same' } };
    const answers = await Promise.all([1, 2, 3, 4].map(() => updatePerson(keyed, id, { role: 'auditor' })));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await versionOf(id)).toBe(1);
    const other = { ...ctx, idempotency: { key: 'same', request: 'other' } };
    await expect(updatePerson(other, id, { name: 'x' })).rejects.toMatchObject({ code: 'unprocessable' });
  });
});

describe('passwords', () => {
  it('is reset by an admin, which ends sessions', async () => {
    const id = await add('ana');
    const { generatedPassword } = await resetPassword(ctx, id, {});
    expect(await ctx.secrets.verify(generatedPassword ?? '', await hashOf(id))).toBe(true);
    expect(await versionOf(id)).toBe(1);
    expect(await lastActions(1)).toEqual(['person.password_reset']);
  });

  it('is changed by its owner, who knows the present one', async () => {
    const own = await as(await add('ana'));
    const change = { currentPassword: PASSWORD, newPassword: 'four busy beavers build' };
    await expect(changeOwnPassword(own, { ...change, currentPassword: 'wrong' })).rejects.toMatchObject({
      errors: [{ path: 'currentPassword' }],
    });
    await expect(changeOwnPassword(own, { ...change, newPassword: 'short' })).rejects.toMatchObject({
      errors: [{ path: 'newPassword' }],
    });
    await changeOwnPassword(own, change);
    expect(await versionOf(own.actor.id)).toBe(1);
  });

  it('cannot be guessed through a stolen session', async () => {
    const own = await as(await add('ana'));
    const guess = () => changeOwnPassword(own, { currentPassword: 'wrong', newPassword: PASSWORD });
    for (let count = 0; count < 5; count++) await expect(guess()).rejects.toMatchObject({ code: 'invalid' });
    await expect(guess()).rejects.toMatchObject({ code: 'rate_limited' });
  });

  it('is nobody’s to change by token', async () => {
    const token = { ...ctx, actor: { kind: 'token', id: 't', name: 'ci', role: 'admin' } as const };
    await expect(updateMe(token, { name: 'x' })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('set-up', () => {
  const input = { email: 'root@example.com', name: 'Root', password: PASSWORD };

  it('makes one first admin, whoever asks at the same moment', async () => {
    expect(await isSetUpNeeded(ctx)).toBe(true);
    const attempts = ['a', 'b', 'c'].map((login) => setUp(ctx, { ...input, email: `${login}@example.com` }));
    const results = await Promise.allSettled(attempts);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(await database.db.person.findMany()).toMatchObject([{ role: 'admin', isActive: true }]);
    expect(await isSetUpNeeded(ctx)).toBe(false);
    await expect(setUp(ctx, input)).rejects.toMatchObject({ code: 'conflict' });
    expect(await lastActions(1)).toEqual(['product.set_up']);
  });
});

describe('the approver list', () => {
  async function scene() {
    const [one, two, ana] = [
      await add('one', 'admin'),
      await add('two', 'admin'),
      await add('ana', 'product'),
    ];
    return { one: await as(one), two: await as(two), ana };
  }

  it('changes when a second admin confirms', async () => {
    const { one, two, ana } = await scene();
    const change = await proposeApproverChange(one, { personId: ana, isApprover: true });
    expect(await listApproverChanges(two)).toEqual([change]);
    await expect(decideApproverChange(one, change.id, { decision: 'confirm' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await decideApproverChange(two, change.id, { decision: 'confirm' });
    expect(await database.db.person.findUnique({ where: { id: ana } })).toMatchObject({ isApprover: true });
    expect(await lastActions(2)).toEqual(['approver.addition_proposed', 'approver.added']);
    expect(await listApproverChanges(two)).toEqual([]);
    await expect(decideApproverChange(two, change.id, { decision: 'confirm' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('stays when the proposer withdraws', async () => {
    const { one, ana } = await scene();
    const change = await proposeApproverChange(one, { personId: ana, isApprover: true });
    await decideApproverChange(one, change.id, { decision: 'reject' });
    expect(await database.db.person.findUnique({ where: { id: ana } })).toMatchObject({ isApprover: false });
  });

  it.each([
    [
      'has lapsed',
      async (_: string, two: Ctx) => ({ ...two, now: new Date(TEST_NOW.getTime() + 8 * 86_400_000) }),
    ],
    [
      'comes from somebody who is no admin any more',
      async (proposer: string, two: Ctx) => {
        await updatePerson(two, proposer, { role: 'viewer' });
        return two;
      },
    ],
  ])('refuses a proposal that %s', async (_, prepare) => {
    const { one, two, ana } = await scene();
    const change = await proposeApproverChange(one, { personId: ana, isApprover: true });
    const later = await prepare(one.actor.id, two);
    await expect(decideApproverChange(later, change.id, { decision: 'confirm' })).rejects.toMatchObject({
      code: 'precondition',
    });
  });

  it('takes one proposal per person, and only a real change, and only from people', async () => {
    const { one, two, ana } = await scene();
    await expect(proposeApproverChange(one, { personId: ana, isApprover: false })).rejects.toMatchObject({
      code: 'conflict',
    });
    await proposeApproverChange(one, { personId: ana, isApprover: true });
    await expect(proposeApproverChange(two, { personId: ana, isApprover: true })).rejects.toMatchObject({
      code: 'conflict',
    });
    const token = { ...ctx, actor: { kind: 'token', id: 't', name: 'ci', role: 'admin' } as const };
    await expect(proposeApproverChange(token, { personId: ana, isApprover: true })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('is confirmed once by two who decide at the same moment', async () => {
    const { one, two, ana } = await scene();
    const three = await as(await add('three', 'admin'));
    const change = await proposeApproverChange(one, { personId: ana, isApprover: true });
    const results = await Promise.allSettled([
      decideApproverChange(two, change.id, { decision: 'confirm' }),
      decideApproverChange(three, change.id, { decision: 'reject' }),
    ]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('demo people', () => {
  it('come once, one per role and two approvers', async () => {
    const people = await seedDemoPeople(ctx);
    expect(new Set(people.map((person) => person.role))).toEqual(
      new Set(['viewer', 'product', 'engineer', 'auditor', 'admin']),
    );
    expect(people.filter((person) => person.isApprover)).toHaveLength(2);
    expect(new Set(people.map((person) => person.password)).size).toBe(people.length);
    expect(await seedDemoPeople(ctx)).toEqual([]);
    expect(await database.db.person.count({ where: { isDemo: true } })).toBe(people.length);
  });
});
