import { arrivalsIn, isReturn } from '#lib/automation/arrivals-in';
import type { Transaction } from '#lib/core/database';
import type { AliasMove } from '#prisma/generated/client';

/** The alias that users call, and that automation moves. */
export const ALIAS = 'live';
/** More updates than that which change nothing follow upon no deployment. */
const MOST_MOVES = 100;

interface LiveArrival {
  /** With which move came what a function serves now. */
  arrival: AliasMove;
  previous: AliasMove | null;
  /** Whether it had been live before, so that somebody has put it back. */
  isBack: boolean;
  /** Under which revision the alias was seen last. */
  revisionId: string;
}

/** What is known of how came what is live; null when nothing is. */
export async function liveArrival(
  { aliasMove }: Pick<Transaction, 'aliasMove'>,
  functionName: string,
): Promise<LiveArrival | null> {
  const newestFirst = await aliasMove.findMany({
    where: { functionName, alias: ALIAS },
    orderBy: [{ seenAt: 'desc' }, { id: 'desc' }],
    take: MOST_MOVES,
  });
  const moves = [...newestFirst].reverse();
  const arrivals = arrivalsIn(moves);
  const arrival = arrivals.at(-1);
  const newest = moves.at(-1);
  if (!arrival || !newest) return null;
  const previous = moves[moves.indexOf(arrival) - 1] ?? null;
  return { arrival, previous, isBack: isReturn(arrivals), revisionId: newest.revisionId };
}
