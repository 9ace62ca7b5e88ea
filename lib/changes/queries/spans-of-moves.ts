import { type CountedSpan, countedSpan, type LedgerLine, type LedTo } from '#lib/changes/counted-span';
import type { Moved } from '#lib/changes/moves-of';
import type { Ctx } from '#lib/core/ctx';
import type { AliasMove } from '#prisma/generated/client';

export interface MovedSpan extends CountedSpan {
  function: string;
  alias: string;
  left: LedTo;
}

export interface SpansOfMoves {
  before: MovedSpan[];
  /** When the last alias was moved. */
  movedAt: Date;
}

/** What moves an alias: by itself, or as a part of a stack. */
const MOVING = ['move', 'take_back'];
/** Lines of an alias's ledger that are read at most; each is a move. */
const MOST_LINES = 50;

/** Which minutes a change lies between, and since when each alias that it moved led to what was left. */
export async function spansOfMoves(
  ctx: Ctx,
  changeId: string,
  moves: readonly Moved[],
): Promise<SpansOfMoves> {
  const [steps, own] = await Promise.all([
    ctx.db.changeStep.findMany({
      where: { changeId, outcomeAt: { not: null } },
      orderBy: { sequence: 'asc' },
    }),
    ctx.db.aliasMove.findMany({ where: { changeId } }),
  ]);
  const moving = steps.filter(({ intent }) => MOVING.includes((intent as { kind: string }).kind));
  const now = ctx.pace.clock();
  const begunAt = moving.at(0)?.intendedAt ?? now;
  // Of a stack the step is over when AWS has begun; its aliases are moved later.
  const ends = [moving.at(-1)?.outcomeAt ?? now, ...own.map(({ seenAt }) => seenAt)];
  const movedAt = new Date(Math.max(...ends.map((end) => end.getTime())));
  const before = moves.map(async (move) => {
    const left = ledTo(move);
    const ledger = await ledgerBefore(ctx, move, { begunAt, changeId });
    return { ...countedSpan(left, ledger, begunAt), left, function: move.function, alias: move.alias };
  });
  return { before: await Promise.all(before), movedAt };
}

function ledTo({ fromVersion, fromWeights }: Moved): LedTo {
  const [second] = Object.entries(fromWeights);
  return {
    version: fromVersion === '$LATEST' ? null : Number(fromVersion),
    second: second ? { version: Number(second[0]), weight: second[1] } : null,
  };
}

async function ledgerBefore(
  ctx: Ctx,
  { function: functionName, alias }: Moved,
  { begunAt, changeId }: { begunAt: Date; changeId: string },
): Promise<LedgerLine[]> {
  const lines = await ctx.db.aliasMove.findMany({
    where: { functionName, alias, seenAt: { lte: begunAt } },
    orderBy: [{ seenAt: 'desc' }, { id: 'desc' }],
    take: MOST_LINES,
  });
  return lines.filter((line) => line.changeId !== changeId).map(lineOf);
}

function lineOf({
  toVersion,
  secondVersion,
  secondWeight,
  seenAt,
  notBefore,
  isFirstSight,
}: AliasMove): LedgerLine {
  const isShared = secondVersion !== null && secondWeight !== null;
  return {
    version: toVersion,
    second: isShared ? { version: secondVersion, weight: secondWeight } : null,
    seenAt,
    notBefore,
    isFirstSight,
  };
}
