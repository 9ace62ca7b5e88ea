import { forwardOf, type PlannedForward } from '#lib/changes/forward-plan';
import type { CreationOf } from '#lib/changes/kind';
import type { PlannedMove } from '#lib/changes/plan';
import { loadChange } from '#lib/changes/queries/load-change';
import type { Ctx } from '#lib/core/ctx';
import { AppError, type FieldError } from '#lib/core/errors';

/**
 * Decides how a rollback is taken back, from where its aliases stand now.
 *
 * @throws AppError `unprocessable` naming everything that stands against it.
 */
export async function planForward(ctx: Ctx, creation: CreationOf<'forward'>): Promise<PlannedForward[]> {
  const rollback = await loadChange(ctx.db, creation.rollbackId);
  if (rollback.kind !== 'rollback' || !['verifying', 'done'].includes(rollback.status)) {
    throw unprocessable([{ path: 'rollbackId', message: 'It must be the id of a rollback that was done.' }]);
  }
  if (rollback.environment !== creation.environment) {
    throw unprocessable([{ path: 'environment', message: `That rollback was in ${rollback.environment}.` }]);
  }
  const decided = await Promise.all(rollback.plan.map((move) => decide(ctx, rollback.id, move)));
  const faults = decided.flatMap((one): FieldError[] =>
    'fault' in one ? [{ path: 'rollbackId', message: one.fault }] : [],
  );
  if (faults.length > 0) throw unprocessable(faults);
  return decided.flatMap((one) => ('fault' in one ? [] : one));
}

async function decide(ctx: Ctx, rollbackId: string, move: PlannedMove) {
  const { function: functionName, fromVersion } = move;
  const [aliases, versions, found] = await Promise.all([
    ctx.cloud.functions.aliases(functionName, ctx.signal),
    ctx.cloud.functions.versions(functionName, ctx.signal),
    ctx.db.badVersion.findFirst({
      where: { functionName, version: Number(fromVersion) || 0, clearedAt: null },
    }),
  ]);
  return forwardOf({
    rollbackId,
    move,
    alias: aliases.find(({ name }) => name === move.alias),
    version: versions.find(({ version }) => `${version}` === fromVersion),
    mark: found && { reason: found.reason, by: found.markedBy, changeId: found.changeId },
  });
}

function unprocessable(errors: FieldError[]): AppError {
  const said = errors.map(({ message }) => message).join(' ');
  return new AppError('unprocessable', `There is no way forward: ${said}`, { errors });
}
