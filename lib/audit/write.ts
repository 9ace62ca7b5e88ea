import { GENESIS, linkHash } from '#lib/audit/chain';
import type { Actor } from '#lib/core/actor';
import type { Json } from '#lib/core/canonical-json';
import type { Ctx, IdempotencyClaim } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';

/** What a command has done, in the past tense of its domain: `funnel.created`, `person.disabled`. */
export interface AuditDraft {
  action: string;
  subject: { kind: string; id: string };
  /** Only fields that the command names one by one: never a request body, a secret or an event's content. */
  details: { [key: string]: Json };
}

interface Outcome<T> {
  value: T;
  entry: AuditDraft | AuditDraft[];
}

// Any constant will do, as long as nothing else in the database takes the same advisory lock.
const CHAIN_LOCK = 4_613_732n;

/**
 * The one way to change state: runs `work` in a transaction, appends its audit entries to the chain in that same
 * transaction, and keeps the answer under the caller's idempotency key. If the entry cannot be written, nothing
 * has happened. `value` is what the caller is answered, so it must be plain JSON.
 *
 * @throws AppError `unprocessable` when the key was used for another request.
 */
export async function audited<T>(ctx: Ctx, work: (tx: Transaction) => Promise<Outcome<T>>): Promise<T> {
  return ctx.db.$transaction(async (tx) => {
    // Taken first, by everybody: writers queue here, so neither the chain nor a key can be raced.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${CHAIN_LOCK})`;
    const claim = ctx.idempotency;
    const answered = claim ? await findAnswer<T>(tx, ctx.actor, claim) : undefined;
    if (answered) return answered.value;
    const { value, entry } = await work(tx);
    for (const draft of [entry].flat()) await append(tx, ctx, draft);
    if (claim) await keepAnswer(tx, ctx, claim, value);
    return value;
  });
}

async function findAnswer<T>(
  tx: Transaction,
  actor: Actor,
  claim: IdempotencyClaim,
): Promise<{ value: T } | undefined> {
  const record = await tx.idempotencyRecord.findUnique({
    where: { actorId_key: { actorId: actor.id, key: claim.key } },
  });
  if (!record) return undefined;
  if (record.request !== claim.request) {
    throw new AppError(
      'unprocessable',
      'This Idempotency-Key was used for another request; take a new key for a new request.',
    );
  }
  return { value: (record.response as { value: T }).value };
}

async function keepAnswer(tx: Transaction, ctx: Ctx, claim: IdempotencyClaim, value: unknown): Promise<void> {
  await tx.idempotencyRecord.create({
    data: {
      actorId: ctx.actor.id,
      key: claim.key,
      request: claim.request,
      response: { value: value ?? null },
      createdAt: ctx.now,
    },
  });
}

async function append(tx: Transaction, ctx: Ctx, draft: AuditDraft): Promise<void> {
  const head = await tx.auditEntry.findFirst({ orderBy: { sequence: 'desc' } });
  const link = {
    sequence: Number(head?.sequence ?? 0n) + 1,
    time: ctx.now.toISOString(),
    actor: { kind: ctx.actor.kind, id: ctx.actor.id, name: actorName(ctx.actor) },
    action: draft.action,
    subject: draft.subject,
    details: draft.details,
    requestId: ctx.requestId,
    previousHash: head?.hash ?? GENESIS,
  };
  await tx.auditEntry.create({
    data: {
      sequence: link.sequence,
      time: ctx.now,
      actorKind: link.actor.kind,
      actorId: link.actor.id,
      actorName: link.actor.name,
      action: link.action,
      subjectKind: link.subject.kind,
      subjectId: link.subject.id,
      details: link.details,
      requestId: link.requestId,
      previousHash: link.previousHash,
      hash: linkHash(link),
    },
  });
}

function actorName(actor: Actor): string {
  return 'name' in actor ? actor.name : actor.id;
}
