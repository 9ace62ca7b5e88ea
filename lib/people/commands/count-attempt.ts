import type { Database, Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';
import { sha256 } from '#lib/core/hash';
import { networkOf } from '#lib/people/network';
import { admit, type Counters, freshCounter, type Scope, succeed, WINDOW_MS } from '#lib/people/throttle';

/** Who tries to sign in, from where. */
export interface Attempt {
  email: string;
  address: string;
}

// Any constant will do, as long as nothing else in the database takes the same advisory lock.
const THROTTLE_LOCK = 4_613_733n;

const SCOPES = ['pair', 'address', 'account'] as const satisfies Scope[];

/**
 * Counts the attempt before the password is looked at, so that many at once cannot slip through together. These
 * counters protect the product and say nothing about it, so they are not part of the audit.
 *
 * @throws AppError `rate_limited` with the seconds to wait.
 */
export async function countAttempt(db: Database, attempt: Attempt, now: Date): Promise<void> {
  const refused = await db.$transaction(async (tx) => {
    const counters = await lockCounters(tx, attempt, now);
    const admission = admit(counters, now);
    if ('retryAfterSeconds' in admission) return admission.retryAfterSeconds;
    await writeCounters(tx, attempt, admission.counters);
    await tx.signInThrottle.deleteMany({
      where: { windowStart: { lt: new Date(now.getTime() - 24 * WINDOW_MS) }, lastSuccessAt: null },
    });
    return null;
  });
  if (refused === null) return;
  throw new AppError('rate_limited', `Too many attempts to sign in. Try again in ${refused} s.`, {
    retryAfterSeconds: refused,
  });
}

/** Notes, in the transaction of the sign-in, that the attempt was the owner's. */
export async function clearAttempt(tx: Transaction, attempt: Attempt, now: Date): Promise<void> {
  await writeCounters(tx, attempt, succeed(await lockCounters(tx, attempt, now), now));
}

async function lockCounters(tx: Transaction, attempt: Attempt, now: Date): Promise<Counters> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${THROTTLE_LOCK})`;
  const keys = keysOf(attempt);
  const rows = await tx.signInThrottle.findMany({ where: { key: { in: Object.values(keys) } } });
  const counterOf = (scope: Scope) => rows.find((row) => row.key === keys[scope]) ?? freshCounter(now);
  return { pair: counterOf('pair'), address: counterOf('address'), account: counterOf('account') };
}

async function writeCounters(tx: Transaction, attempt: Attempt, counters: Counters): Promise<void> {
  const keys = keysOf(attempt);
  for (const scope of SCOPES) {
    const { failures, windowStart, blockedUntil, lastSuccessAt } = counters[scope];
    const data = { failures, windowStart, blockedUntil, lastSuccessAt };
    await tx.signInThrottle.upsert({
      where: { key: keys[scope] },
      create: { key: keys[scope], ...data },
      update: data,
    });
  }
}

function keysOf({ email, address }: Attempt): Record<Scope, string> {
  const network = networkOf(address);
  return {
    pair: sha256(`pair\n${email}\n${network}`),
    address: sha256(`address\n${network}`),
    account: sha256(`account\n${email}`),
  };
}
