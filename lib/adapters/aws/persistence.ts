import type { Waiting } from '#lib/adapters/aws/waiting';

/**
 * What a failed call means: it was not let in, it never got there, nobody knows whether it was done, or asking again
 * is of no use.
 */
export type CallFailure = 'throttled' | 'unreached' | 'lost' | 'final';

const THROTTLED = /^(Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|SlowDown)$/;
const UNREACHED = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;
const LOST = /^(ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|TimeoutError)$/;

export function judgeCall(error: unknown): CallFailure {
  if (!(error instanceof Error)) return 'final';
  if (THROTTLED.test(error.name)) return 'throttled';
  const status = statusOf(error);
  // An error under a good status is an answer that could not be read.
  if (status !== undefined) return status >= 500 || status < 400 ? 'lost' : 'final';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  if (UNREACHED.test(code)) return 'unreached';
  return LOST.test(code) ? 'lost' : 'final';
}

/** The HTTP status of an answer that the SDK could read; undefined where there was none. */
function statusOf(error: Error): number | undefined {
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}

const ATTEMPTS = 8;
const FIRST_MS = 200;
const MOST_MS = 5_000;

/** How long to wait before the next attempt: anything up to a limit that doubles, so that callers spread out. */
export function backoffMs(attempt: number, random: number): number {
  return Math.round(random * Math.min(MOST_MS, FIRST_MS * 2 ** (attempt - 1)));
}

interface Persistence {
  waiting: Waiting;
  signal: AbortSignal;
  /** Whether an abort must not end the attempts, after a failure of that kind. */
  isBound?: (failure: CallFailure) => boolean;
}

/** Makes a call that may be made twice until it is answered; an abort ends it with the signal's reason. */
export async function persistently<T>(
  call: () => Promise<T>,
  { waiting, signal, isBound = () => false }: Persistence,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const failure = judgeCall(error);
      const isHeld = isBound(failure);
      if (signal.aborted && !isHeld) throw signal.reason;
      if (failure === 'final' || attempt === ATTEMPTS) throw error;
      await waiting.sleep(backoffMs(attempt, waiting.random()), isHeld ? undefined : signal);
      if (!isHeld) signal.throwIfAborted();
    }
  }
}
