import { AppError } from '#lib/core/errors';

/** Prisma's codes for a database that is away, cannot be reached in time, or hung up. */
const PRISMA_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024']);

/** Postgres' classes for lost connections and for a server that is starting, stopping or full. */
const SQLSTATE = /^(08|57P0|53300)/;

const NETWORK_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT']);

/** What node-postgres says without a code. */
const TEXTS = /Connection terminated|Client has encountered a connection error|timeout exceeded when trying/;

/** Runs `work`; a failure to reach the database becomes AppError `unavailable`, all else stays as it is. */
export async function reportOutages<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isOutage(error)) throw error;
    throw new AppError(
      'unavailable',
      'The database cannot be reached. Nothing was changed; try again in a moment.',
      { cause: error },
    );
  }
}

function isOutage(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || error instanceof AppError || depth > 4) return false;
  const { code, kind } = error as Error & { code?: unknown; kind?: unknown };
  if (typeof code === 'string' && (PRISMA_CODES.has(code) || SQLSTATE.test(code) || NETWORK_CODES.has(code)))
    return true;
  if (kind === 'DatabaseNotReachable' || kind === 'ConnectionClosed' || TEXTS.test(error.message))
    return true;
  return isOutage(error.cause, depth + 1);
}
