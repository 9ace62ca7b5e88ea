import { isAllowed } from '#lib/auth/permissions';
import { canonicalJson } from '#lib/core/canonical-json';
import type { Ctx } from '#lib/core/ctx';
import type { Meta } from '#lib/funnels/answers';
import type { FunnelQuestion } from '#lib/funnels/schema';
import { dayOf, horizonOf } from '#lib/funnels/sql';

const MINUTE_MS = 60_000;

/** What a piece of work found out, and what it took. */
export interface Work<T> {
  value: T;
  bytesScanned: number;
  costUsd: number;
  elapsedMs: number;
  sql: string;
}

/** Both in epoch milliseconds. */
interface Reach {
  /** The first event that the work reads, when that lies before the period. */
  fromMs?: number;
  /**
   * The moment that tells open windows from closed ones. It is the present unless said; with the `computedAt` of
   * another answer both are of one moment, since that lies in the minute that its windows were looked at.
   */
  asOf?: number;
}

/**
 * Works a question out once for all who ask it, until the events it reads change; while windows are still open the
 * answer depends on the time as well, which moves on by the minute.
 *
 * @param view what is asked about the question: its name, and whatever else the answer depends on.
 */
export async function answered<T extends object>(
  ctx: Ctx,
  question: FunnelQuestion,
  view: unknown,
  work: (now: number, signal: AbortSignal) => Promise<Work<T>>,
  { fromMs = Date.parse(question.from), asOf = ctx.now.getTime() }: Reach = {},
): Promise<T & { meta: Meta }> {
  const horizon = horizonOf(question);
  const now = Math.min(Math.floor(asOf / MINUTE_MS) * MINUTE_MS, horizon);
  const asked = { key: ['funnel', view, question, now], fromDay: dayOf(fromMs), toDay: dayOf(horizon - 1) };
  return answeredOnce(ctx, asked, (signal) => work(now, signal));
}

interface Asked {
  /** Everything that the answer depends on, beside the events of these days. */
  key: unknown;
  fromDay: string;
  toDay: string;
}

/** Works something out once for all who ask it, until the events of its days change, and says how it came about. */
export async function answeredOnce<T extends object>(
  ctx: Ctx,
  { key, fromDay, toDay }: Asked,
  work: (signal: AbortSignal) => Promise<Work<T>>,
): Promise<T & { meta: Meta }> {
  const state = await ctx.warehouse.state(fromDay, toDay);
  const { value, cached } = await ctx.answers.once(
    canonicalJson([key, state.version]),
    ctx.signal,
    async (signal) => ({ ...(await work(signal)), computedAt: ctx.now.toISOString() }),
  );
  const meta: Meta = {
    engine: ctx.warehouse.engine,
    computedAt: value.computedAt,
    dataThrough: state.dataThrough,
    cached,
    // What was found in the cache cost nothing more.
    elapsedMs: cached ? 0 : Math.round(value.elapsedMs),
    bytesScanned: cached ? 0 : value.bytesScanned,
    costUsd: cached ? 0 : value.costUsd,
    ...(maySeeSql(ctx) ? { sql: value.sql } : {}),
  };
  return { ...value.value, meta };
}

function maySeeSql({ actor }: Ctx): boolean {
  return 'role' in actor ? isAllowed(actor.role, 'analytics.sql') : actor.kind === 'system';
}
