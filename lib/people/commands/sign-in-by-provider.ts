import { audited } from '#lib/audit/write';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';
import { signedInEntry } from '#lib/people/commands/sign-in';
import { normalizeEmail } from '#lib/people/email';
import { oidcSubject, type ProvidedIdentity } from '#lib/people/provided-identity';
import { SignInRefused } from '#lib/people/sign-in-refused';
import { personActor } from '#lib/people/views';
import type { Person } from '#prisma/generated/client';

/**
 * Signs in whom the identity provider vouches for: the person it is tied to, else the person with the same verified
 * e-mail address, who is tied to it from then on. Nobody is made silently: accounts are an admin's decision.
 *
 * @throws SignInRefused `unverified`, `unknown` or `disabled`.
 */
export async function signInByProvider(
  ctx: Ctx,
  { address, ...identity }: ProvidedIdentity & { address: string },
): Promise<Person> {
  const subject = oidcSubject(identity.issuer, identity.subject);
  const tied = await ctx.db.person.findUnique({ where: { oidcSubject: subject } });
  const person = tied ?? (await byVerifiedEmail(ctx, identity));
  if (!person.isActive) throw new SignInRefused('disabled');
  return audited({ ...ctx, actor: personActor(person, ctx.now) }, async (tx) => {
    const isNewlyLinked = person.oidcSubject === null && (await link(tx, person.id, subject));
    const signedIn = await tx.person.update({ where: { id: person.id }, data: { lastSignInAt: ctx.now } });
    const subjectOf = { kind: 'person', id: person.id };
    const linked = {
      action: 'person.identity_linked',
      subject: subjectOf,
      details: { issuer: identity.issuer },
    };
    const entry = signedInEntry(person.id, address, 'oidc');
    return { value: signedIn, entry: isNewlyLinked ? [linked, entry] : [entry] };
  });
}

async function byVerifiedEmail(ctx: Ctx, identity: ProvidedIdentity): Promise<Person> {
  if (identity.email === null || !identity.isEmailVerified) throw new SignInRefused('unverified');
  // Somebody who is tied to another identity is not handed to this one on the strength of an address.
  const where = { email: normalizeEmail(identity.email), oidcSubject: null };
  const person = await ctx.db.person.findFirst({ where });
  if (!person) throw new SignInRefused('unknown');
  return person;
}

async function link(tx: Transaction, id: string, subject: string): Promise<boolean> {
  const { count } = await tx.person.updateMany({
    where: { id, oidcSubject: null },
    data: { oidcSubject: subject },
  });
  if (count === 1) return true;
  throw new AppError('conflict', 'Somebody else signed in to this account at the same moment. Try again.');
}
