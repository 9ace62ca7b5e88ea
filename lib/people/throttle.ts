/** Attempts to sign in under one key; those that are under way count as failed until they succeed. */
export interface Counter {
  failures: number;
  windowStart: Date;
  blockedUntil: Date | null;
  /** When the owner last came in; only known for an account at an address. */
  lastSuccessAt: Date | null;
}

export interface Counters {
  /** This account from this address. */
  pair: Counter;
  /** This address, whatever the account. */
  address: Counter;
  /** This account, from addresses that its owner has not used. */
  account: Counter;
}

export type Scope = keyof Counters;

interface Limit {
  /** So many attempts without any wait. */
  free: number;
  firstDelaySeconds: number;
  longestDelaySeconds: number;
}

const LIMITS: Record<Scope, Limit> = {
  pair: { free: 5, firstDelaySeconds: 15, longestDelaySeconds: 300 },
  address: { free: 20, firstDelaySeconds: 30, longestDelaySeconds: 900 },
  account: { free: 50, firstDelaySeconds: 30, longestDelaySeconds: 300 },
};

/** Where the owner has been before, nobody can make them wait longer than this. */
const LONGEST_DELAY_AT_HOME_SECONDS = 30;

export const WINDOW_MS = 3_600_000;
const HOME_MS = 90 * 86_400_000;

export function freshCounter(now: Date): Counter {
  return { failures: 0, windowStart: now, blockedUntil: null, lastSuccessAt: null };
}

type Admission = { retryAfterSeconds: number } | { counters: Counters };

/**
 * Whether one more attempt may be made now, and if so, the counters with it in them. From an address where the owner
 * came in lately only that pair counts, so strangers cannot lock the owner out from elsewhere.
 */
export function admit(counters: Counters, now: Date): Admission {
  const isHome = isKnownHere(counters.pair, now);
  const scopes: Scope[] = isHome ? ['pair'] : ['pair', 'address', 'account'];
  const waits = scopes.map((scope) => (counters[scope].blockedUntil?.getTime() ?? 0) - now.getTime());
  const longestMs = Math.max(...waits);
  if (longestMs > 0) return { retryAfterSeconds: Math.ceil(longestMs / 1000) };
  const counted = Object.fromEntries(
    scopes.map((scope) => [scope, withAttempt(counters[scope], limitOf(scope, isHome), now)]),
  );
  return { counters: { ...counters, ...counted } };
}

/** The counters after the attempt succeeded: the pair is clear, and the other two forget this attempt alone. */
export function succeed(counters: Counters, now: Date): Counters {
  return {
    pair: { failures: 0, windowStart: now, blockedUntil: null, lastSuccessAt: now },
    address: isKnownHere(counters.pair, now) ? counters.address : withoutAttempt('address', counters.address),
    account: isKnownHere(counters.pair, now) ? counters.account : withoutAttempt('account', counters.account),
  };
}

function isKnownHere(pair: Counter, now: Date): boolean {
  return pair.lastSuccessAt !== null && now.getTime() - pair.lastSuccessAt.getTime() < HOME_MS;
}

function limitOf(scope: Scope, isHome: boolean): Limit {
  return isHome ? { ...LIMITS[scope], longestDelaySeconds: LONGEST_DELAY_AT_HOME_SECONDS } : LIMITS[scope];
}

function withAttempt(counter: Counter, limit: Limit, now: Date): Counter {
  const isOver = now.getTime() - counter.windowStart.getTime() >= WINDOW_MS;
  const failures = (isOver ? 0 : counter.failures) + 1;
  const doublings = failures - limit.free;
  const delaySeconds =
    doublings < 0 ? 0 : Math.min(limit.longestDelaySeconds, limit.firstDelaySeconds * 2 ** doublings);
  return {
    ...counter,
    failures,
    windowStart: isOver ? now : counter.windowStart,
    blockedUntil: delaySeconds === 0 ? null : new Date(now.getTime() + delaySeconds * 1000),
  };
}

function withoutAttempt(scope: Scope, counter: Counter): Counter {
  const failures = Math.max(0, counter.failures - 1);
  return { ...counter, failures, blockedUntil: failures < LIMITS[scope].free ? null : counter.blockedUntil };
}
