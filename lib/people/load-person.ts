import type { Database, Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';
import type { Person } from '#prisma/generated/client';

/** The person of that id, or `not_found`. */
export async function loadPerson(db: Database | Transaction, id: string): Promise<Person> {
  const person = await db.person.findUnique({ where: { id } });
  if (!person) throw new AppError('not_found', 'There is no such person.');
  return person;
}
