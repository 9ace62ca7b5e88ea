import { assertAllowed, isAllowed } from '#lib/auth/permissions';
import type { Actor } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import {
  REJECTED_DAYS,
  type RejectedAnswer,
  type RejectedImport,
  type RejectedQuery,
  type RejectedSummary,
} from '#lib/events/rejected/schema';

const DAY_MS = 86_400_000;
const MOST_IMPORTS = 20;

interface SummaryRow extends Omit<RejectedSummary, 'count' | 'firstAt' | 'lastAt' | 'samples'> {
  count: bigint;
  firstAt: Date;
  lastAt: Date;
  samples: string[];
}

/** What was refused in the last days, like with like, what came last first; the cursor is a position in that order. */
export async function listRejectedEvents(
  ctx: Ctx,
  { cursor, limit }: RejectedQuery,
): Promise<RejectedAnswer> {
  assertAllowed(ctx.actor, 'analytics.read');
  const since = new Date(ctx.now.getTime() - REJECTED_DAYS * DAY_MS);
  const from = Number(cursor ?? 0);
  const rows = await ctx.db.$queryRaw<SummaryRow[]>`
    SELECT "isBatch", max("senderName") AS "sender", "eventType" AS "type", "reason", sum("count") AS "count",
      min("firstAt") AS "firstAt", max("lastAt") AS "lastAt",
      (array_agg(to_jsonb("samples") ORDER BY "lastAt" DESC))[1] AS "samples"
    FROM "RejectedEvents" WHERE "lastAt" >= ${since}
    GROUP BY "isBatch", "senderId", "eventType", "reason"
    ORDER BY max("lastAt") DESC, "reason", "eventType", "senderId" LIMIT ${limit + 1} OFFSET ${from}`;
  const maySee = may(ctx.actor, 'events.write');
  return {
    rejected: rows.slice(0, limit).map((row) => summaryOf(row, maySee)),
    totals: await totalsOf(ctx, since),
    imports: may(ctx.actor, 'events.import') ? await importsSince(ctx, since) : [],
    days: REJECTED_DAYS,
    nextCursor: rows.length > limit ? `${from + limit}` : null,
  };
}

function may(actor: Actor, permission: 'events.write' | 'events.import'): boolean {
  return actor.kind === 'system' || (actor.kind !== 'anonymous' && isAllowed(actor.role, permission));
}

function summaryOf({ samples, ...row }: SummaryRow, maySee: boolean): RejectedSummary {
  return {
    ...row,
    count: Number(row.count),
    firstAt: row.firstAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
    samples: maySee ? samples : null,
  };
}

async function totalsOf(ctx: Ctx, since: Date): Promise<RejectedAnswer['totals']> {
  const found = await ctx.db.rejectedEvents.groupBy({
    by: ['isBatch'],
    where: { lastAt: { gte: since } },
    _sum: { count: true },
  });
  const of = (isBatch: boolean) => found.find((one) => one.isBatch === isBatch)?._sum.count ?? 0;
  return { events: of(false), batches: of(true) };
}

async function importsSince(ctx: Ctx, since: Date): Promise<RejectedImport[]> {
  const rows = await ctx.db.eventImport.findMany({
    where: { rejected: { gt: 0 }, createdAt: { gte: since } },
    orderBy: { createdAt: 'desc' },
    take: MOST_IMPORTS,
    select: { id: true, fileName: true, rejected: true, finishedAt: true },
  });
  return rows.map((row) => ({ ...row, finishedAt: row.finishedAt?.toISOString() ?? null }));
}
