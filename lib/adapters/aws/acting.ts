import type { Budget } from '#lib/adapters/aws/call-budget';
import { backoffMs, judgeCall } from '#lib/adapters/aws/persistence';
import { awsRefusal } from '#lib/adapters/aws/refusal';
import type { Waiting } from '#lib/adapters/aws/waiting';
import { isAppError } from '#lib/core/errors';
import type { Act } from '#lib/core/functions';

const PATIENCE_MS = 30_000;
const NOT_SENT = 'Too many calls of AWS were waiting; it was not sent.';

/**
 * Makes calls that change something. Such a call is made a second time only when it was certainly not let in; a lost
 * answer is told as `unknown`, because a repetition would carry a revision that its own first attempt had changed.
 */
export class Acting {
  constructor(
    private readonly service: string,
    private readonly waiting: Waiting,
    /** Where calls wait until they may begin; without it they begin at once. */
    private readonly budget: Budget | null = null,
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
      if (!(await this.isAdmitted(signal))) return { outcome: 'refused', why: NOT_SENT, awsRequestId: null };
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

  /** Whether the call may begin; false when time ran out, or the asker left, before it was sent. */
  private async isAdmitted(signal: AbortSignal): Promise<boolean> {
    if (this.budget === null) return true;
    return this.budget.admit(signal).then(
      () => true,
      () => false,
    );
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
