import { type Budget, CallBudget } from '#lib/adapters/aws/call-budget';
import { persistently } from '#lib/adapters/aws/persistence';
import { awsRefusal } from '#lib/adapters/aws/refusal';
import type { Waiting } from '#lib/adapters/aws/waiting';

const PATIENCE_MS = 60_000;

/** Makes the reads of one service, each until it is answered, all of them together within one budget of calls. */
export class Reading {
  private readonly budget: Budget;

  /** @param allowed a budget that is shared with others, or how many calls may begin in a second. */
  constructor(
    private readonly service: string,
    allowed: Budget | number,
    private readonly waiting: Waiting,
  ) {
    this.budget = typeof allowed === 'number' ? new CallBudget({ perSecond: allowed }, waiting) : allowed;
  }

  /** @param deed what is done, as "AWS does not let Flightdeck …" goes on. */
  async once<T>(
    deed: string,
    asker: AbortSignal | undefined,
    call: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const limit = AbortSignal.timeout(PATIENCE_MS);
    const signal = asker ? AbortSignal.any([asker, limit]) : limit;
    try {
      const attempt = async () => {
        await this.budget.admit(signal);
        return call(signal);
      };
      return await persistently(attempt, { waiting: this.waiting, signal });
    } catch (error) {
      if (asker?.aborted) throw asker.reason;
      throw awsRefusal(error, this.service, deed);
    }
  }
}

/** The items of all pages; `page` is asked with the mark that the one before ended with. */
export async function everyPage<P, T>(
  page: (mark: string | undefined) => Promise<P>,
  read: (page: P) => { items: T[] | undefined; next: string | undefined },
): Promise<T[]> {
  const all: T[] = [];
  let mark: string | undefined;
  do {
    const { items, next } = read(await page(mark));
    for (const item of items ?? []) all.push(item);
    mark = next;
  } while (mark);
  return all;
}
