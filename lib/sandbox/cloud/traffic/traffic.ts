import { z } from 'zod';
import type { Metrics } from '#lib/sandbox/cloud/cloudwatch/metrics';
import { Random } from '#lib/sandbox/cloud/frame/random';
import type { Collection } from '#lib/sandbox/cloud/frame/store';
import { WireError } from '#lib/sandbox/cloud/frame/wire';
import type { World } from '#lib/sandbox/cloud/frame/world';
import { type Calling, callFunction } from '#lib/sandbox/cloud/lambda/call-function';

/** Who calls a function: so many a minute, through an alias, perhaps behind an API. */
export const Plan = z.strictObject({
  functionName: z.string().min(1),
  qualifier: z.string().default('live'),
  perMinute: z.number().min(0).max(6000),
  /** Whether days have a busy afternoon and a quiet night. */
  hasDays: z.boolean().default(false),
  api: z
    .strictObject({ name: z.string(), resource: z.string(), method: z.string().default('POST') })
    .optional(),
});
export type Plan = z.infer<typeof Plan>;

const DAY = 86_400_000;

/** Calls of functions as their users make them: the same ones for the same seed and second. */
export class Traffic {
  readonly plans: Collection<Plan>;

  constructor(
    private readonly world: World,
    private readonly calling: Calling,
  ) {
    this.plans = world.store.collection('traffic.plans');
  }

  /** All calls of the second that ends at `end`, in epoch milliseconds. */
  second(end: number): void {
    for (const plan of this.plans.list()) {
      const random = new Random(`${this.world.seed} ${end} ${plan.functionName}`);
      const calls = random.count(callsPerSecond(plan, end));
      let refused = 0;
      for (let made = 0; made < calls; made += 1) {
        if (!this.call(plan, end - 1000 + Math.floor(random.next() * 1000), random)) refused += 1;
      }
      if (plan.api && calls > 0) reportApi(this.calling.metrics, plan.api, end - 1000, calls, refused);
    }
  }

  /** Whether it went well. */
  private call({ functionName, qualifier }: Plan, at: number, random: Random): boolean {
    try {
      return callFunction(this.calling, { name: functionName, qualifier }, at, random).failure === undefined;
    } catch (error) {
      if (error instanceof WireError) return false;
      throw error;
    }
  }
}

/** The mean number of calls in a second; with days it is between 0.4 and 1.6 of the plan, the most at 15:00 UTC. */
export function callsPerSecond({ perMinute, hasDays }: Plan, at: number): number {
  if (!hasDays) return perMinute / 60;
  const hour = ((at % DAY) / DAY) * 24;
  return (perMinute / 60) * (1 + 0.6 * Math.cos(((hour - 15) / 24) * 2 * Math.PI));
}

/** A call that fails behind an API is a 5XX of it; each call says whether it was one. */
export function reportApi(
  metrics: Metrics,
  api: NonNullable<Plan['api']>,
  at: number,
  calls: number,
  failed: number,
): void {
  const common = { ApiName: api.name, Stage: 'prod' };
  for (const dimensions of [common, { ...common, Resource: api.resource, Method: api.method }]) {
    const metric = { namespace: 'AWS/ApiGateway', dimensions };
    const bounds = { minimum: failed < calls ? 0 : 1, maximum: failed > 0 ? 1 : 0, values: [] };
    metrics.put({ ...metric, name: '5XXError' }, at, { count: calls, sum: failed, ...bounds });
    metrics.put({ ...metric, name: 'Count' }, at, {
      count: calls,
      sum: calls,
      minimum: 1,
      maximum: 1,
      values: [],
    });
  }
}
