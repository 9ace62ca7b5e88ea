/** What an alias led to; null is `$LATEST`. */
export interface LedTo {
  version: number | null;
  second: { version: number; weight: number } | null;
}

/** A line of an alias's ledger. */
export interface LedgerLine extends LedTo {
  seenAt: Date;
  /** The last moment at which it still stood elsewhere; null when nobody looked before. */
  notBefore: Date | null;
  /** It stood there when it was first looked at. */
  isFirstSight: boolean;
}

/** The calls that count as those before a move: which of them, and why those. */
export interface CountedSpan {
  /** Half-open, in whole minutes. */
  from: Date;
  to: Date;
  /** The longest that is counted, since what was left went live, or the longest because nobody knows when that was. */
  begins: 'longest' | 'went_live' | 'not_known';
  /** Of `went_live`. */
  wentLiveAt: Date | null;
  /** Counted by what answered them, where whole minutes are too few; their minutes may have calls of others. */
  byVersion: { from: Date; to: Date; versions: number[] } | null;
}

const MINUTE_MS = 60_000;
const LONGEST_MINUTES = 15;
/** Of fewer whole minutes the calls are too few to tell a rate. */
const LEAST_MINUTES = 2;

/**
 * Since when errors count as those before a move: since what is left became live at that alias, so that the good minutes
 * of what was before it hide nothing. The minutes of its arrival and of the move have calls of others too, so whole
 * minutes between them are counted; where there are hardly any, what AWS counts by version is.
 *
 * @param ledger where the alias led before the move, the newest first.
 */
export function countedSpan(left: LedTo, ledger: readonly LedgerLine[], movedAt: Date): CountedSpan {
  const to = minuteOf(movedAt);
  const earliest = to - LONGEST_MINUTES * MINUTE_MS;
  const arrival = arrivalOf(left, ledger);
  const known = arrival !== null && (!arrival.isFirstSight || arrival.seenAt.getTime() <= earliest);
  if (!known || arrival.seenAt.getTime() <= earliest) {
    const begins = known ? 'longest' : 'not_known';
    return { ...span(earliest, to), begins, wentLiveAt: null, byVersion: null };
  }
  const from = Math.ceil(arrival.seenAt.getTime() / MINUTE_MS) * MINUTE_MS;
  const isShort = to - from < LEAST_MINUTES * MINUTE_MS;
  return {
    ...span(Math.min(from, to), to),
    begins: 'went_live',
    wentLiveAt: arrival.seenAt,
    byVersion: isShort ? byVersion(left, Math.max(earliest, firstMinuteOf(left, arrival)), to) : null,
  };
}

/** The oldest of the newest lines that all say what was left; null when the newest says something else. */
function arrivalOf(left: LedTo, ledger: readonly LedgerLine[]): LedgerLine | null {
  const end = ledger.findIndex((line) => !isSame(left, line));
  return ledger[(end === -1 ? ledger.length : end) - 1] ?? null;
}

function isSame(a: LedTo, b: LedTo): boolean {
  return (
    a.version === b.version &&
    a.second?.version === b.second?.version &&
    a.second?.weight === b.second?.weight
  );
}

function byVersion({ version, second }: LedTo, from: number, to: number): CountedSpan['byVersion'] {
  if (version === null) return null;
  const versions = second === null ? [version] : [version, second.version];
  // The minute of the move still has calls of what is left.
  return { ...span(from, to + MINUTE_MS), versions };
}

/** A move that others made was seen some time after it; where two share the calls, one of them was there before. */
function firstMinuteOf({ second }: LedTo, { seenAt, notBefore }: LedgerLine): number {
  return minuteOf(second === null ? (notBefore ?? seenAt) : seenAt);
}

function span(from: number, to: number) {
  return { from: new Date(from), to: new Date(to) };
}

function minuteOf(time: Date): number {
  return Math.floor(time.getTime() / MINUTE_MS) * MINUTE_MS;
}
