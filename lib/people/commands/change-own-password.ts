import { audited } from '#lib/audit/write';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import { choosePassword } from '#lib/people/commands/choose-password';
import { countAttempt } from '#lib/people/commands/count-attempt';
import { assertPerson, loadPerson } from '#lib/people/queries';
import type { ChangePassword } from '#lib/people/schema';

/** Replaces one's own password and ends all of one's sessions, this one too; the present password is asked again. */
export async function changeOwnPassword(ctx: Ctx, input: ChangePassword): Promise<void> {
  const { id } = assertPerson(ctx);
  const person = await loadPerson(ctx.db, id);
  if (person.passwordHash === null) {
    throw new AppError(
      'unprocessable',
      'You sign in through your identity provider; change the password there.',
    );
  }
  // A stolen session must not become a place to guess the password undisturbed.
  await countAttempt(ctx.db, { email: person.email, address: 'change of password' }, ctx.now);
  if (!(await ctx.secrets.verify(input.currentPassword, person.passwordHash))) {
    const errors = [{ path: 'currentPassword', message: 'is not your present password' }];
    throw new AppError('invalid', 'The present password is wrong.', { errors });
  }
  const { hash } = await choosePassword(ctx.secrets, person, input.newPassword, 'newPassword');
  await audited(ctx, async (tx) => {
    await tx.person.update({
      where: { id },
      data: { passwordHash: hash, sessionVersion: { increment: 1 } },
    });
    const entry = { action: 'person.password_changed', subject: { kind: 'person', id }, details: {} };
    return { value: null, entry };
  });
}
