import { z } from 'zod';

export const OPERATIONS = [
  'StartQueryExecution',
  'GetQueryExecution',
  'BatchGetQueryExecution',
  'GetQueryResults',
  'StopQueryExecution',
] as const;

const times = z.int().min(1).default(1);
const State = z.enum(['QUEUED', 'RUNNING']);

/** What happens to the next calls of an operation. `lose-answer` does the work and drops the connection. */
const CallFault = z.strictObject({
  on: z.enum([...OPERATIONS, 'GetObject']),
  fault: z.enum(['throttle', 'quota', 'internal', 'lose-answer', 'refuse']),
  /** Of `refuse`: the name of the exception, and its message. */
  name: z.string().default('InvalidRequestException'),
  message: z.string().default('refused'),
  times,
});
export type CallFault = z.infer<typeof CallFault>;

/** What happens to the next executions. */
const ExecutionFault = z.strictObject({
  on: z.literal('execution'),
  /** What the next looks at it see, one each, before they see the truth. */
  states: z.array(State).default([]),
  /** It runs until it is stopped. */
  isEndless: z.boolean().default(false),
  failure: z
    .strictObject({
      state: z.enum(['FAILED', 'CANCELLED']).default('FAILED'),
      reason: z.string(),
      category: z.int().min(1).max(3).default(2),
      type: z.int().min(0).max(9999).default(1200),
      isRetryable: z.boolean().default(false),
    })
    .optional(),
  times,
});
type ExecutionFault = z.infer<typeof ExecutionFault>;

export const Faults = z.array(z.union([CallFault, ExecutionFault]));

/** Faults that were ordered and have not happened yet, each handed out as often as it was ordered. */
export class OrderedFaults {
  private calls: CallFault[] = [];
  private executions: ExecutionFault[] = [];

  add(faults: z.infer<typeof Faults>): void {
    for (const fault of faults) {
      for (let n = 0; n < fault.times; n += 1) {
        if (fault.on === 'execution') this.executions.push(fault);
        else this.calls.push(fault);
      }
    }
  }

  clear(): void {
    this.calls = [];
    this.executions = [];
  }

  nextCall(operation: string): CallFault | undefined {
    const index = this.calls.findIndex(({ on }) => on === operation);
    return index < 0 ? undefined : this.calls.splice(index, 1)[0];
  }

  nextExecution(): ExecutionFault | undefined {
    return this.executions.shift();
  }
}
