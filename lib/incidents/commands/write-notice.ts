import type { Transaction } from '#lib/core/database';
import type { Notifier } from '#lib/core/notifier';

export type Channel = Pick<Notifier, 'channel' | 'isConfigured'>;

interface NoticeDraft {
  incidentId: string;
  /** `opened`, `progress`, `ended` or `closed`. */
  kind: string;
  changeId?: string;
  headline: string;
  lines: string[];
}

/**
 * Writes a message to people into the outbox, in the transaction of what it tells: it is sent after that, so no trouble
 * of whoever carries it holds anything up. Where there is nobody to carry it, it is kept and shown as told to nobody.
 */
export async function writeNotice(
  tx: Transaction,
  { at, newId }: { at: Date; newId: () => string },
  { channel, isConfigured }: Channel,
  { incidentId, kind, changeId, headline, lines }: NoticeDraft,
): Promise<void> {
  await tx.incidentNotice.create({
    data: {
      id: newId(),
      incidentId,
      kind,
      changeId: changeId ?? null,
      channel,
      message: { headline, lines, path: `/incidents/${incidentId}` },
      state: isConfigured ? 'waiting' : 'kept',
      nextAttemptAt: at,
      createdAt: at,
    },
  });
}
