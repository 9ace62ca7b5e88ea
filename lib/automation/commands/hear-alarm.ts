import type { z } from 'zod';
import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { AlarmEvent, SnsEnvelope } from '#lib/automation/hook-schema';
import { isTimely } from '#lib/automation/is-timely';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';

/** What became of a message. Nothing that it said was believed: it is a reason to look, and CloudWatch is asked. */
export interface Heard {
  did: 'look' | 'confirm' | 'nothing';
  why: string;
}

/**
 * Hears the body of a message: from a service token it is an event of EventBridge, and from nobody one of SNS.
 *
 * @throws AppError `invalid` for a body that is neither, and as those two do.
 */
export async function hearAlarm(ctx: Ctx, body: string): Promise<Heard> {
  return ctx.actor.kind === 'anonymous'
    ? hearMessage(ctx, read(SnsEnvelope, body))
    : hearEvent(ctx, read(AlarmEvent, body));
}

function read<S extends z.ZodType>(schema: S, body: string): z.output<S> {
  const parsed = schema.safeParse(jsonOf(body));
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const [first] = errors;
  throw new AppError('invalid', `This is not a message about an alarm: ${first?.path}: ${first?.message}.`, {
    errors,
  });
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new AppError('invalid', 'The body is not JSON.', { cause });
  }
}

/**
 * Hears a message of SNS. Whoever forges one, or sends one again or late, makes the product look at its alarms and
 * nothing else; and even that takes a signature of SNS, a topic that is allowed, and a message that is new.
 *
 * @throws AppError `forbidden` for a message that SNS did not send on an allowed topic, `invalid` for one out of time.
 */
async function hearMessage(ctx: Ctx, envelope: SnsEnvelope): Promise<Heard> {
  assertTimely(ctx, envelope.Timestamp);
  await ctx.topics.verify(envelope);
  const id = `sns ${envelope.MessageId}`;
  if (envelope.Type === 'SubscriptionConfirmation') return confirm(ctx, id, envelope);
  if (envelope.Type === 'UnsubscribeConfirmation') {
    return { did: 'nothing', why: 'The topic tells of no more alarms; rounds look at them in any case.' };
  }
  return look(ctx, id);
}

/**
 * Hears an event of EventBridge from a service token that may change production.
 *
 * @throws AppError `forbidden` for anybody else, `invalid` for one out of time.
 */
async function hearEvent(ctx: Ctx, event: AlarmEvent): Promise<Heard> {
  assertAllowed(ctx.actor, 'production.change');
  if (ctx.actor.kind !== 'token') {
    throw new AppError('forbidden', 'Events come from EventBridge with a service token of its own.');
  }
  assertTimely(ctx, event.time);
  return look(ctx, `event ${event.id}`);
}

function assertTimely(ctx: Ctx, sent: string): void {
  if (isTimely(new Date(sent), ctx.now)) return;
  const message = `must be of the last hour: it was sent at ${sent}`;
  throw new AppError('invalid', `The message ${message}.`, { errors: [{ path: 'Timestamp', message }] });
}

async function look(ctx: Ctx, id: string): Promise<Heard> {
  if (!(await isNew(ctx, id))) return { did: 'nothing', why: 'This message was heard before.' };
  ctx.rounds.hurry();
  return { did: 'look', why: 'The alarms are looked at now, in CloudWatch itself.' };
}

async function confirm(ctx: Ctx, id: string, envelope: SnsEnvelope): Promise<Heard> {
  if (await ctx.db.heardMessage.findUnique({ where: { id } })) {
    return { did: 'nothing', why: 'This message was heard before.' };
  }
  // Kept when it has worked: SNS sends the same message again until it has.
  await ctx.topics.confirm(envelope);
  await audited({ ...ctx, idempotency: undefined }, async (tx) => {
    await tx.heardMessage.createMany({ data: { id, heardAt: ctx.now }, skipDuplicates: true });
    const subject = { kind: 'topic', id: envelope.TopicArn };
    return { value: null, entry: { action: 'automation.topic_confirmed', subject, details: {} } };
  });
  return { did: 'confirm', why: 'The topic tells of its alarms from now on.' };
}

async function isNew(ctx: Ctx, id: string): Promise<boolean> {
  const { count } = await ctx.db.heardMessage.createMany({
    data: { id, heardAt: ctx.now },
    skipDuplicates: true,
  });
  return count > 0;
}
