import type { Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';

/** The person whose id it is, by name; refuses with `unprocessable` somebody who is not here any more. */
export async function ownerFor(
  tx: Transaction,
  id: string | null,
): Promise<{ id: string; name: string } | null> {
  if (id === null) return null;
  const person = await tx.person.findFirst({
    where: { id, isActive: true },
    select: { id: true, name: true },
  });
  if (person) return person;
  const message = 'must be the id of a person who is active';
  throw new AppError('unprocessable', `The owner ${message}.`, { errors: [{ path: 'ownerId', message }] });
}
