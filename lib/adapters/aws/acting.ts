import { backoffMs, judgeCall } from '#lib/adapters/aws/persistence';
import { awsRefusal } from '#lib/adapters/aws/refusal';
import type { Waiting } from '#lib/adapters/aws/waiting';
import { isAppError } from '#lib/core/errors';
import type { Act } from '#lib/core/functions';

const PATIENCE_MS = 30_000;

/**
 * Makes calls that change something. Such a call is made a second time only when it was certainly not let in; a lost
 * answer is told as `unknown`, because a repetition would carry a revision that its own first attempt had changed.
 */
export class Acting {
  constructor(
    private readonly service: string,
    private readonly waiting: Waiting,
  ) {}

  /** @param deed what is done, as "AWS does not let Flightdeck …" goes on. */
  async once<T>(
    deed: string,
    asker: AbortSignal | undefined,
    call: (signal: AbortSignal) => Promise<{ value: T; awsRequestId: string | null }>,
  ): Promise<Act<T>> {
    const limit = AbortSignal.timeout(PATIENCE_MS);
    const signal = asker ? AbortSignal.any([asker, limit]) : limit;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return { outcome: 'done', ...(await call(signal)) };
      } catch (error) {
        const failure = judgeCall(error);
        const wasLetIn = failure !== 'throttled' && failure !== 'unreached';
        if (wasLetIn || signal.aborted) {
          return this.endOf(error, deed, wasLetIn && (signal.aborted || failure === 'lost'));
        }
        await this.waiting.sleep(backoffMs(attempt, this.waiting.random()), signal);
      }
    }
  }

  private endOf(error: unknown, deed: string, isLost: boolean): Act<never> {
    const awsRequestId = requestIdOf(error);
    const refusal = awsRefusal(error, this.service, deed);
    // What is no answer of AWS leaves everything open too.
    if (isLost || !isAppError(refusal)) {
      return {
        outcome: 'unknown',
        why: 'The answer was lost; whether it was done is not known.',
        awsRequestId,
      };
    }
    return {
      outcome: refusal.code === 'precondition' ? 'raced' : 'refused',
      why: refusal.message,
      awsRequestId,
    };
  }
}

function requestIdOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('$metadata' in error)) return null;
  const metadata = error.$metadata;
  if (typeof metadata !== 'object' || metadata === null || !('requestId' in metadata)) return null;
  return typeof metadata.requestId === 'string' ? metadata.requestId : null;
}
