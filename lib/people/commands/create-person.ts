import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';
import { choosePassword } from '#lib/people/commands/choose-password';
import type { CreatedPerson, CreatePerson } from '#lib/people/schema';
import { personView } from '#lib/people/views';

/**
 * Makes a person. The answer that is kept for an idempotency key has no password in it, so whoever asks again gets
 * the person alone.
 */
export async function createPerson(ctx: Ctx, input: CreatePerson): Promise<CreatedPerson> {
  assertAllowed(ctx.actor, 'people.manage');
  const { hash, generated } = await choosePassword(ctx.secrets, input, input.password);
  let isFirstAnswer = false;
  const person = await audited(ctx, async (tx) => {
    isFirstAnswer = true;
    await assertEmailIsFree(tx, input.email);
    const { email, name, role } = input;
    const data = { id: ctx.newId(), email, name, role, passwordHash: hash, createdAt: ctx.now };
    const created = await tx.person.create({ data });
    return {
      value: personView(created),
      entry: {
        action: 'person.created',
        subject: { kind: 'person', id: created.id },
        details: { email, name, role },
      },
    };
  });
  return { person, generatedPassword: isFirstAnswer ? generated : null };
}

async function assertEmailIsFree(tx: Transaction, email: string): Promise<void> {
  if (!(await tx.person.findUnique({ where: { email }, select: { id: true } }))) return;
  const errors = [{ path: 'email', message: 'belongs to somebody already' }];
  throw new AppError('conflict', 'Somebody has this e-mail address already.', { errors });
}
