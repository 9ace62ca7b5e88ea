import { answerRow, findAnswer } from '#lib/audit/kept-answer';
import { actorName } from '#lib/core/actor';
import type { Ctx, IdempotencyClaim } from '#lib/core/ctx';
import type { StoredEvent } from '#lib/core/event-store';
import { sha256 } from '#lib/core/hash';
import type { Rejection } from '#lib/core/rejections';
import { readBatch, UnreadableLine } from '#lib/events/read-batch';
import { rejectionOf } from '#lib/events/rejected/rejection-of';
import type { IngestAnswer } from '#lib/events/schema';
import { toStoredEvent } from '#lib/events/stored-event';

export interface IngestInput {
  body: string;
  format: 'json' | 'ndjson';
}

// More than is kept of any sample.
const SAMPLE_CHARACTERS = 2000;

/**
 * Stores the events of a body; when it resolves they survive a kill of the process. A fault in one event costs that
 * event alone. Under an idempotency key, events without an id get one that follows from the key, so that a retry
 * adds nothing even when the first attempt died before it could answer.
 *
 * @throws AppError `invalid`, `too_large`; `unprocessable` when the key was used for another body.
 */
export async function ingest(ctx: Ctx, input: IngestInput): Promise<IngestAnswer> {
  const { idempotency } = ctx;
  if (!idempotency) return store(ctx, input);
  const claim = { key: idempotency.key, request: sha256(`${idempotency.request}\n${input.body}`) };
  const first = await findAnswer<IngestAnswer>(ctx.db, ctx, claim);
  if (first) return first.value;
  const answer = await store(ctx, input, claim.key);
  return keepAnswer(ctx, claim, answer);
}

async function store(ctx: Ctx, input: IngestInput, key?: string): Promise<IngestAnswer> {
  const derived = new Set<string>();
  const events: StoredEvent[] = [];
  const rejected: IngestAnswer['rejected'] = [];
  const rejections: Rejection[] = [];
  for (const [index, given] of readWhole(ctx, input).entries()) {
    const newId = () => {
      if (key === undefined) return ctx.newId();
      const id = sha256(`${ctx.actor.id}\n${key}\n${index}`);
      derived.add(id);
      return id;
    };
    const event =
      given instanceof UnreadableLine
        ? given.message
        : toStoredEvent(given, { newId, receivedAt: ctx.now.getTime() });
    if (typeof event === 'string') {
      rejected.push({ index, message: event });
      rejections.push(rejectionOf(given, event));
    } else events.push(event);
  }
  const dropped = events.length === 0 ? [] : await ctx.events.append(events);
  if (rejections.length > 0) remember(ctx, rejections);
  // One with a derived id can only have been stored by an earlier attempt of this very request.
  const duplicates = dropped.filter((index) => !derived.has(events[index]?.eventId ?? '')).length;
  return { accepted: events.length - duplicates, duplicates, rejected };
}

/** The events of the body; a body that is refused as a whole is remembered too. */
function readWhole(ctx: Ctx, { body, format }: IngestInput): unknown[] {
  try {
    return readBatch(body, format);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    remember(ctx, [{ isBatch: true, eventType: '', reason, given: body.slice(0, SAMPLE_CHARACTERS) }]);
    throw error;
  }
}

function remember({ actor, now, rejections }: Ctx, refused: Rejection[]): void {
  const sender = { senderId: actor.id, senderName: actorName(actor) };
  rejections.keep({ ...sender, receivedAt: now.getTime(), rejections: refused });
}

/** Of two attempts at the same time the one that is kept first answers both. */
async function keepAnswer(ctx: Ctx, claim: IdempotencyClaim, answer: IngestAnswer): Promise<IngestAnswer> {
  const data = answerRow(ctx, claim, { ...answer });
  await ctx.db.idempotencyRecord.createMany({ data, skipDuplicates: true });
  return (await findAnswer<IngestAnswer>(ctx.db, ctx, claim))?.value ?? answer;
}
