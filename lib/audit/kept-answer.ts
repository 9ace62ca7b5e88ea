import type { Json } from '#lib/core/canonical-json';
import type { Ctx, IdempotencyClaim } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';

type Records = Pick<Transaction, 'idempotencyRecord'>;

/**
 * What this request was answered before, or undefined when it is new.
 *
 * @throws AppError `unprocessable` when the key was used for another request.
 */
export async function findAnswer<T>(
  { idempotencyRecord }: Records,
  { actor }: Pick<Ctx, 'actor'>,
  claim: IdempotencyClaim,
): Promise<{ value: T } | undefined> {
  const record = await idempotencyRecord.findUnique({
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

/** The row that keeps an answer under its key; `value` is plain JSON. */
export function answerRow({ actor, now }: Pick<Ctx, 'actor' | 'now'>, claim: IdempotencyClaim, value: Json) {
  return { actorId: actor.id, key: claim.key, request: claim.request, response: { value }, createdAt: now };
}
