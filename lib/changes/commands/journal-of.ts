import { audited } from '#lib/audit/write';
import type { SavedChange } from '#lib/changes/answers';
import { atOnce } from '#lib/changes/commands/at-once';
import { tell } from '#lib/changes/commands/tell';
import type { AnyIntent, Journal, StoredStep } from '#lib/changes/journal-port';
import type { Json } from '#lib/core/canonical-json';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';
import { plainJson } from '#lib/core/plain-json';
import type { ChangeStep } from '#prisma/generated/client';

/** The stored journal of a change. */
export function journalOf(ctx: Ctx, { id: changeId, kind }: Pick<SavedChange, 'id' | 'kind'>): Journal {
  const { pace } = ctx;
  const subject = { kind: 'change', id: changeId };
  // How many lines are known here: after an outage two processes may drive one change, and neither goes on unseen.
  let known = 0;
  return {
    steps: async <I extends AnyIntent>() => {
      const steps = await stepsOf<I>(ctx.db, changeId);
      known = Math.max(known, steps.length);
      return steps;
    },
    intend: <I extends AnyIntent>(intent: I, said: Parameters<Journal['intend']>[1]) =>
      audited(atOnce(ctx), async (tx) => {
        const change = await tx.change.findUnique({ where: { id: changeId } });
        const sequence = await tx.changeStep.count({ where: { changeId } });
        assertAlone(change?.status === 'running' && sequence === known);
        known += 1;
        const at = pace.clock();
        const stored = plainJson(intent);
        await tx.changeStep.create({ data: { changeId, sequence, intent: stored, intendedAt: at } });
        await tell(tx, at, changeId, 'intended', said.sentence);
        const details = { sequence, ...said.details };
        const entry = { action: `${kind}.${intent.kind}_intended`, subject, details };
        return { value: { ...EMPTY, sequence, intent, intendedAt: at }, entry };
      }),
    settle: (step, { outcome, why = null, result, sentence, details, also }) =>
      audited(atOnce(ctx), async (tx) => {
        const at = pace.clock();
        const { count } = await tx.changeStep.updateMany({
          where: { changeId, sequence: step.sequence, outcome: null },
          data: { outcome, why, outcomeAt: at, ...(result ? { result } : {}) },
        });
        if (count === 0) return { value: undefined, entry: [] };
        await also?.(tx, at);
        await tell(tx, at, changeId, outcome, sentence);
        const told = { sequence: step.sequence, ...details, outcome, why };
        const entry = { action: `${kind}.${step.intent.kind}_${outcome}`, subject, details: told };
        return { value: undefined, entry };
      }),
    assertWhole: async (tx) => {
      const lines = await tx.changeStep.findMany({ where: { changeId } });
      assertAlone(lines.length === known && lines.every(({ outcome }) => outcome !== null));
    },
  };
}

function assertAlone(isAlone: boolean): void {
  if (!isAlone) throw new AppError('conflict', 'Another process goes on with this change.');
}

const EMPTY = { outcome: null, why: null, result: null };

/** The lines of a change's journal, in order. */
async function stepsOf<I extends AnyIntent>(
  tx: Pick<Transaction, 'changeStep'>,
  changeId: string,
): Promise<StoredStep<I>[]> {
  const rows = await tx.changeStep.findMany({ where: { changeId }, orderBy: { sequence: 'asc' } });
  return rows.map((row) => stepOf<I>(row));
}

function stepOf<I extends AnyIntent>(row: ChangeStep): StoredStep<I> {
  const { sequence, intent, intendedAt, outcome, why, result } = row;
  // Only this product writes the column, and this is the shape that its kind of change writes.
  return {
    sequence,
    intent: intent as unknown as I,
    intendedAt,
    outcome,
    why,
    result: result as Json | null,
  };
}
