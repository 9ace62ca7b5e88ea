import { arrivalsIn } from '#lib/automation/arrivals-in';
import type { Transaction } from '#lib/core/database';
import type { AliasMove } from '#prisma/generated/client';

/** The alias that users call, and that automation moves. */
export const ALIAS = 'live';
/** More updates than that which change nothing follow upon no deployment. */
const MOST_MOVES = 100;

/**
 * With which move came what a function serves now, which one was before it, and under which revision it was seen last;
 * null when nothing is known.
 */
export async function liveArrival(
  { aliasMove }: Pick<Transaction, 'aliasMove'>,
  functionName: string,
): Promise<{ arrival: AliasMove; previous: AliasMove | null; revisionId: string } | null> {
  const newestFirst = await aliasMove.findMany({
    where: { functionName, alias: ALIAS },
    orderBy: [{ seenAt: 'desc' }, { id: 'desc' }],
    take: MOST_MOVES,
  });
  const arrival = arrivalsIn([...newestFirst].reverse()).at(-1);
  const [newest] = newestFirst;
  if (!arrival || !newest) return null;
  const previous = newestFirst[newestFirst.indexOf(arrival) + 1] ?? null;
  return { arrival, previous, revisionId: newest.revisionId };
}
