import { audited } from '#lib/audit/write';
import type { Ctx } from '#lib/core/ctx';
import type { Delivery, Message } from '#lib/core/notifier';
import { isStale, type NoticeState, nextNoticeState, retryDelayMs } from '#lib/incidents/notice-state';
import type { IncidentNotice } from '#prisma/generated/client';

/** Longer than any attempt takes: whoever claimed it so long ago has ended without an answer. */
const CLAIM_MS = 60_000;
const WAITING: NoticeState = 'waiting';
const SENDING: NoticeState = 'sending';

/**
 * Sends what is due, one of each incident at a time and in the order in which they were written, so that what people read
 * last is what is true. A notice belongs to who claims it, so each is sent once. Where an answer was lost it is sent
 * again and says so: hearing it twice is better than not at all.
 *
 * @returns how many attempts were made.
 */
export async function sendNotices(ctx: Ctx): Promise<number> {
  if (!ctx.notifier.isConfigured) return 0;
  await takeBackAbandoned(ctx);
  const due = await dueNotices(ctx);
  await Promise.all(due.map((notice) => attempt(ctx, notice)));
  return due.length;
}

/** Claims of processes that ended between call and answer. */
async function takeBackAbandoned(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.pace.clock().getTime() - CLAIM_MS);
  await ctx.db.incidentNotice.updateMany({
    where: { state: SENDING, claimedAt: { lt: before } },
    data: {
      state: nextNoticeState(SENDING, 'lost') ?? WAITING,
      isRepeat: true,
      claimedAt: null,
      problem: 'The sending was interrupted.',
    },
  });
}

/** The first unsent notice of each incident, where its time has come. */
async function dueNotices(ctx: Ctx): Promise<IncidentNotice[]> {
  const unsent = await ctx.db.incidentNotice.findMany({
    where: { state: { in: [WAITING, SENDING] } },
    orderBy: { sequence: 'asc' },
  });
  const first = unsent.filter(
    (notice) => unsent.find(({ incidentId }) => incidentId === notice.incidentId) === notice,
  );
  return first.filter(({ state, nextAttemptAt }) => state === WAITING && nextAttemptAt <= ctx.pace.clock());
}

async function attempt(ctx: Ctx, notice: IncidentNotice): Promise<void> {
  const { count } = await ctx.db.incidentNotice.updateMany({
    where: { id: notice.id, state: WAITING },
    data: {
      state: nextNoticeState(WAITING, 'claimed') ?? SENDING,
      claimedAt: ctx.pace.clock(),
      attempts: { increment: 1 },
    },
  });
  if (count === 0) return;
  // Only this product writes the column, and this is the shape that it writes.
  const message = notice.message as unknown as Omit<Message, 'isRepeat'>;
  const delivery = await ctx.notifier.send({ ...message, isRepeat: notice.isRepeat });
  await settle(ctx, notice, delivery);
}

async function settle(ctx: Ctx, notice: IncidentNotice, delivery: Delivery): Promise<void> {
  const at = ctx.pace.clock();
  await audited({ ...ctx, now: at, idempotency: undefined, signal: undefined }, async (tx) => {
    const data = outcomeOf(ctx, notice, delivery, at);
    const { count } = await tx.incidentNotice.updateMany({ where: { id: notice.id, state: SENDING }, data });
    // What comes back to be tried again is no deed yet.
    const isOver = data.state === 'sent' || data.state === 'failed';
    const details = {
      noticeId: notice.id,
      kind: notice.kind,
      channel: notice.channel,
      problem: data.problem,
    };
    const subject = { kind: 'incident', id: notice.incidentId };
    const entry = { action: `incident.notice_${data.state}`, subject, details };
    return { value: undefined, entry: count === 0 || !isOver ? [] : entry };
  });
}

const EVENTS = {
  delivered: 'delivered',
  not_taken: 'not_taken',
  unknown: 'lost',
  refused: 'refused',
} as const;

function outcomeOf(ctx: Ctx, notice: IncidentNotice, delivery: Delivery, at: Date) {
  const { outcome } = delivery;
  const next = nextNoticeState(SENDING, EVENTS[outcome]) ?? SENDING;
  if (outcome === 'delivered') return { state: next, sentAt: at, problem: null, claimedAt: null };
  const isRepeat = notice.isRepeat || outcome === 'unknown';
  const state = next === WAITING && isStale(notice.createdAt, at) ? ('failed' as const) : next;
  const delayMs = retryDelayMs({
    attempts: notice.attempts + 1,
    retryAfterSeconds: outcome === 'not_taken' ? delivery.retryAfterSeconds : null,
    jitter: (ctx.secrets.bytes(1)[0] ?? 0) / 255,
  });
  return {
    state,
    isRepeat,
    problem: delivery.why,
    claimedAt: null,
    nextAttemptAt: new Date(at.getTime() + delayMs),
  };
}
