import { audited } from '#lib/audit/write';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import { choosePassword } from '#lib/people/commands/choose-password';
import { isSetUpNeeded } from '#lib/people/queries';
import type { PersonView, SetUp } from '#lib/people/schema';
import { personView } from '#lib/people/views';

/** Makes the first admin of an empty product. Of several who try at once, one succeeds. */
export async function setUp(ctx: Ctx, input: SetUp): Promise<PersonView> {
  // Asked before the slow hash too, so that a product in use does no work for strangers.
  if (!ctx.idempotency) assertEmpty(await isSetUpNeeded(ctx));
  const { hash } = await choosePassword(ctx.secrets, input, input.password);
  return audited({ ...ctx, actor: { kind: 'system', id: 'setup' } }, async (tx) => {
    assertEmpty((await tx.person.count()) === 0);
    const { email, name } = input;
    const data = {
      id: ctx.newId(),
      email,
      name,
      role: 'admin',
      passwordHash: hash,
      createdAt: ctx.now,
    } as const;
    const created = await tx.person.create({ data });
    const details = { email, name, role: 'admin' };
    const entry = { action: 'product.set_up', subject: { kind: 'person', id: created.id }, details };
    return { value: personView(created), entry };
  });
}

function assertEmpty(isEmpty: boolean): void {
  if (isEmpty) return;
  throw new AppError(
    'conflict',
    'Flightdeck has been set up already. Sign in, or ask an admin for an account.',
  );
}
