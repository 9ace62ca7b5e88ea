import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { choosePassword } from '#lib/people/commands/choose-password';
import { loadPerson } from '#lib/people/queries';
import type { CreatedPerson, ResetPassword } from '#lib/people/schema';
import { personView } from '#lib/people/views';

/** Gives a person a new password, chosen or generated, and ends all sessions of that person. */
export async function resetPassword(ctx: Ctx, id: string, input: ResetPassword): Promise<CreatedPerson> {
  assertAllowed(ctx.actor, 'people.manage');
  const owner = await loadPerson(ctx.db, id);
  const { hash, generated } = await choosePassword(ctx.secrets, owner, input.password);
  let isFirstAnswer = false;
  const person = await audited(ctx, async (tx) => {
    isFirstAnswer = true;
    const updated = await tx.person.update({
      where: { id },
      data: { passwordHash: hash, sessionVersion: { increment: 1 } },
    });
    const entry = { action: 'person.password_reset', subject: { kind: 'person', id }, details: {} };
    return { value: personView(updated), entry };
  });
  return { person, generatedPassword: isFirstAnswer ? generated : null };
}
