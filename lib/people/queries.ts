import { assertAllowed } from '#lib/auth/permissions';
import type { PersonActor } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import type { Database, Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';
import { approverChangeView, proposedSince } from '#lib/people/approver-changes';
import type { ApproverChangeView } from '#lib/people/approver-schema';
import type { PageQuery } from '#lib/people/page-query';
import type { PeoplePage, PersonView } from '#lib/people/schema';
import type { TokensPage } from '#lib/people/token-schema';
import { personView, tokenView } from '#lib/people/views';
import type { Person } from '#prisma/generated/client';

/** The person of that id, or `not_found`. */
export async function loadPerson(db: Database | Transaction, id: string): Promise<Person> {
  const person = await db.person.findUnique({ where: { id } });
  if (!person) throw new AppError('not_found', 'There is no such person.');
  return person;
}

/** Everybody, by name, a page at a time; the cursor is the id of the last person of the page before. */
export async function listPeople(ctx: Ctx, { cursor, limit }: PageQuery): Promise<PeoplePage> {
  assertAllowed(ctx.actor, 'people.manage');
  const rows = await ctx.db.person.findMany({
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  });
  const people = rows.slice(0, limit).map(personView);
  return { people, nextCursor: rows.length > limit ? (people.at(-1)?.id ?? null) : null };
}

export async function getPerson(ctx: Ctx, id: string): Promise<PersonView> {
  assertAllowed(ctx.actor, 'people.manage');
  return personView(await loadPerson(ctx.db, id));
}

/** Who is signed in; a token is nobody. */
export async function getMe(ctx: Ctx): Promise<PersonView> {
  return personView(await loadPerson(ctx.db, assertPerson(ctx).id));
}

/** The actor as a person, or `forbidden`: a program has no account of its own. */
export function assertPerson(ctx: Ctx): PersonActor {
  if (ctx.actor.kind === 'person') return ctx.actor;
  throw new AppError('forbidden', 'Only a person who signed in may do this; a service token may not.');
}

/** Whether nobody exists yet, so that the first admin has to be made. */
export async function isSetUpNeeded(ctx: Pick<Ctx, 'db'>): Promise<boolean> {
  return (await ctx.db.person.findFirst({ select: { id: true } })) === null;
}

/** All service tokens, the newest first; the cursor is the id of the last one of the page before. */
export async function listTokens(ctx: Ctx, { cursor, limit }: PageQuery): Promise<TokensPage> {
  assertAllowed(ctx.actor, 'tokens.manage');
  const rows = await ctx.db.serviceToken.findMany({
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  });
  const tokens = rows.slice(0, limit).map(tokenView);
  return { tokens, nextCursor: rows.length > limit ? (tokens.at(-1)?.id ?? null) : null };
}

/** The changes of the approver list that wait for a second admin, the oldest first. */
export async function listApproverChanges(ctx: Ctx): Promise<ApproverChangeView[]> {
  assertAllowed(ctx.actor, 'people.manage');
  const changes = await ctx.db.approverChange.findMany({
    where: { status: 'proposed', proposedAt: { gt: proposedSince(ctx.now) } },
    include: { person: true },
    orderBy: { proposedAt: 'asc' },
  });
  const proposers = await ctx.db.person.findMany({
    where: { id: { in: changes.map((change) => change.proposedBy) } },
    select: { id: true, name: true },
  });
  const names = new Map(proposers.map((person) => [person.id, person.name]));
  return changes.map((change) =>
    approverChangeView(change, { id: change.proposedBy, name: names.get(change.proposedBy) ?? 'somebody' }),
  );
}
