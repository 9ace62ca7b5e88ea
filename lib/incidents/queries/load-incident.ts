import type { Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';
import { noSuchIncident } from '#lib/incidents/no-such-incident';
import type { Incident } from '#prisma/generated/client';

type Readable = Pick<Transaction, 'incident'>;

export async function loadIncident(tx: Readable, id: string): Promise<Incident> {
  const row = await tx.incident.findUnique({ where: { id } });
  if (!row) throw noSuchIncident();
  return row;
}

/** An incident that is still worked on; a closed one is refused, because what was signed off stays as it was. */
export async function loadUnclosed(tx: Readable, id: string): Promise<Incident> {
  const row = await loadIncident(tx, id);
  if (row.status === 'closed') {
    throw new AppError('conflict', `Incident ${row.number} is closed; open another one for what hurts now.`);
  }
  return row;
}

/** The newest incident that is not closed and is about one of some functions of an environment. */
export async function unclosedAbout(
  tx: Readable,
  environment: string,
  functions: readonly string[],
): Promise<Incident | null> {
  if (functions.length === 0) return null;
  return tx.incident.findFirst({
    where: { environment, status: { not: 'closed' }, functions: { hasSome: [...functions] } },
    orderBy: { openedAt: 'desc' },
  });
}
