import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';
import { assertRunning, changeMigration } from '#lib/tables/commands/change-migration';
import type {
  MigrationAbandonment,
  MigrationStepDone,
  MigrationStepUndone,
} from '#lib/tables/migration-schema';
import { STEP_WORDS, whyNoProof } from '#lib/tables/migration-steps';
import { positionOf, type ServedMigration } from '#lib/tables/saved-migration';

/**
 * Ticks the next step of a migration, with what proves it.
 *
 * @throws AppError `unprocessable` for a step that is not the next, or a change that proves nothing.
 */
export async function finishStep(ctx: Ctx, id: string, asked: MigrationStepDone): Promise<ServedMigration> {
  return changeMigration(ctx, id, asked.version, async (tx, before) => {
    assertRunning(before);
    const { step } = asked;
    if (before.next !== step) throw outOfOrder(before);
    const proof = await proofOf(tx, before, asked);
    await tx.dataMigrationStep.create({
      data: {
        migrationId: id,
        position: positionOf(step),
        ...proof,
        doneBy: actorName(ctx.actor),
        doneAt: ctx.now,
      },
    });
    return { said: { action: 'migration.step_done', details: { step, ...proof } } };
  });
}

/** Takes the last tick back: an earlier one can't be, as those after it stand on it. */
export async function reopenStep(ctx: Ctx, id: string, asked: MigrationStepUndone): Promise<ServedMigration> {
  return changeMigration(ctx, id, asked.version, async (tx, before) => {
    const { step, reason } = asked;
    const last = before.done.at(-1);
    if (last?.step !== step || before.status === 'abandoned') {
      const message = last
        ? `Only the last step can be taken back: ${STEP_WORDS[last.step].label}.`
        : 'No step is done.';
      throw new AppError('unprocessable', message, { errors: [{ path: 'step', message }] });
    }
    await tx.dataMigrationStep.delete({
      where: { migrationId_position: { migrationId: id, position: positionOf(step) } },
    });
    const { changeId, evidence } = last;
    return { said: { action: 'migration.step_reopened', details: { step, reason, changeId, evidence } } };
  });
}

/** Gives a migration up; what was done of it stays to be read. */
export async function abandonMigration(
  ctx: Ctx,
  id: string,
  { reason, version }: MigrationAbandonment,
): Promise<ServedMigration> {
  return changeMigration(ctx, id, version, async (_tx, before) => {
    assertRunning(before);
    return { abandoned: reason, said: { action: 'migration.abandoned', details: { reason } } };
  });
}

function outOfOrder({ next }: ServedMigration): AppError {
  const message = `The next step is: ${next ? STEP_WORDS[next].label : 'none'}.`;
  return new AppError('unprocessable', message, { errors: [{ path: 'step', message }] });
}

async function proofOf(tx: Transaction, before: ServedMigration, asked: MigrationStepDone) {
  if (asked.step === 'data') return { changeId: null, evidence: asked.evidence };
  const change = await tx.change.findUnique({ where: { id: asked.changeId } });
  const why = whyNoProof(change, before.done);
  if (why !== null)
    throw new AppError('unprocessable', why, { errors: [{ path: 'changeId', message: why }] });
  return { changeId: asked.changeId, evidence: null };
}
