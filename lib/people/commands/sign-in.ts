import { audited } from '#lib/audit/write';
import type { AuditDraft } from '#lib/core/audit-draft';
import type { Ctx } from '#lib/core/ctx';
import { clearAttempt, countAttempt } from '#lib/people/commands/count-attempt';
import { normalizeEmail } from '#lib/people/email';
import { PASSWORD_MAX_LENGTH } from '#lib/people/password-policy';
import { SignInRefused } from '#lib/people/sign-in-refused';
import { personActor } from '#lib/people/views';
import type { Person } from '#prisma/generated/client';

interface Credentials {
  email: string;
  password: string;
  /** The network address that the attempt comes from. */
  address: string;
}

/**
 * Hash of a password that nobody has, at the cost of a real one: an unknown account is refused as slowly as a wrong
 * password, so the time tells nobody which addresses have accounts.
 */
export const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$m7Dhdavu2b0PtmnsvQ0RRQ$X0g0kEqBhLg9W8dgkeOKaEeMQtSfplwVkhgl8d1aNVE';

/**
 * Checks who signs in by password; the attempt, right or wrong, is audited.
 *
 * @throws SignInRefused `wrong` (unknown accounts too), or `disabled`, which only the owner of the account learns;
 * AppError `rate_limited`.
 */
export async function signIn(ctx: Ctx, credentials: Credentials): Promise<Person> {
  const email = normalizeEmail(credentials.email);
  const { address } = credentials;
  await countAttempt(ctx.db, { email, address }, ctx.now);
  const person = await ctx.db.person.findUnique({ where: { email } });
  // What is longer than any password is not worth the time of hashing it.
  const password = credentials.password.length > PASSWORD_MAX_LENGTH ? '' : credentials.password;
  const isRight = await ctx.secrets.verify(password, person?.passwordHash ?? NOBODYS_HASH);
  if (!person || !isRight || person.passwordHash === null) {
    await refuse(ctx, person, address, person ? 'wrong password' : 'unknown account');
    throw new SignInRefused('wrong');
  }
  if (!person.isActive) {
    await refuse(ctx, person, address, 'disabled');
    throw new SignInRefused('disabled');
  }
  return audited({ ...ctx, actor: personActor(person, ctx.now) }, async (tx) => {
    await clearAttempt(tx, { email, address }, ctx.now);
    const signedIn = await tx.person.update({ where: { id: person.id }, data: { lastSignInAt: ctx.now } });
    return { value: signedIn, entry: signedInEntry(person.id, address, 'password') };
  });
}

export function signedInEntry(personId: string, address: string, method: 'password' | 'oidc'): AuditDraft {
  return {
    action: 'person.signed_in',
    subject: { kind: 'person', id: personId },
    details: { address, method },
  };
}

async function refuse(ctx: Ctx, person: Person | null, address: string, reason: string): Promise<void> {
  await audited(ctx, async () => ({
    value: null,
    entry: {
      action: 'person.sign_in_failed',
      // What was typed is not kept: people type passwords into the wrong field.
      subject: { kind: 'person', id: person?.id ?? 'unknown' },
      details: { address, reason },
    },
  }));
}
