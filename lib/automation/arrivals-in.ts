import type { AliasMove } from '#prisma/generated/client';

type Served = Pick<AliasMove, 'toVersion' | 'secondVersion' | 'secondWeight'>;

/**
 * Of the moves of an alias, the oldest first, those with which something else came to be served. An update that changed
 * nothing of that, such as one of a description, is no deployment.
 */
export function arrivalsIn<M extends Served>(moves: readonly M[]): M[] {
  return moves.filter((move, place) => {
    const before = moves[place - 1];
    return before === undefined || !servesTheSame(before, move);
  });
}

/**
 * Whether a move, the last of some, put back alone what had been live before it: somebody has rolled back, here or
 * elsewhere. To take that back would be to go to what they left.
 */
export function isReturn(moves: readonly Served[]): boolean {
  const last = moves.at(-1);
  if (!last || last.secondVersion !== null) return false;
  return moves.slice(0, -1).some(({ toVersion }) => toVersion === last.toVersion);
}

function servesTheSame(one: Served, other: Served): boolean {
  return (
    one.toVersion === other.toVersion &&
    one.secondVersion === other.secondVersion &&
    one.secondWeight === other.secondWeight
  );
}
