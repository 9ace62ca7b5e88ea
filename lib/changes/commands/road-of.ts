import { audited } from '#lib/audit/write';
import type { SavedChange } from '#lib/changes/answers';
import { tell } from '#lib/changes/commands/tell';
import type { Road } from '#lib/changes/drive';
import type { Intent, Outcome, Step } from '#lib/changes/journal';
import type { Json } from '#lib/core/canonical-json';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';
import type { FunctionAlias } from '#lib/core/functions';
import type { ChangeStep } from '#prisma/generated/client';

/** The road of a change over the stored journal and the real cloud. Each line is audited as it is written. */
export function roadOf(ctx: Ctx, change: SavedChange): Road {
  const { id: changeId, kind, plan } = change;
  const { pace } = ctx;
  const subject = { kind: 'change', id: changeId };
  const atOnce = (): Ctx => ({ ...ctx, now: pace.clock(), idempotency: undefined, signal: undefined });
  return {
    changeId,
    plan,
    journal: () => journalOf(ctx.db, changeId),
    intend: (intent) =>
      audited(atOnce(), async (tx) => {
        const sequence = await tx.changeStep.count({ where: { changeId } });
        const stored = { ...intent } as unknown as { [key: string]: Json };
        await tx.changeStep.create({
          data: { changeId, sequence, intent: stored, intendedAt: pace.clock() },
        });
        await tell(tx, pace.clock(), changeId, 'intended', `${deedOf(intent)} …`);
        const value: Step = { ...intent, sequence, outcome: null, why: null };
        const entry = {
          action: `${kind}.${intent.kind}_intended`,
          subject,
          details: { sequence, ...whereOf(intent), revisionId: intent.revisionId },
        };
        return { value, entry };
      }),
    settle: (step, { outcome, why, alias }) =>
      audited(atOnce(), async (tx) => {
        const { count } = await tx.changeStep.updateMany({
          where: { changeId, sequence: step.sequence, outcome: null },
          data: { outcome, why, outcomeAt: pace.clock() },
        });
        if (alias) await recordMove(ctx, tx, { change, step, alias, at: pace.clock() });
        await tell(tx, pace.clock(), changeId, outcome, endOf(step, outcome, why));
        const details = { sequence: step.sequence, ...whereOf(step), outcome, why };
        const entry = { action: `${kind}.${step.kind}_${outcome}`, subject, details };
        return { value: undefined, entry: count === 0 ? [] : entry };
      }),
    read: (functionName, alias) => readAlias(ctx, functionName, alias),
    move: (move) => ctx.cloud.mover.move(move),
  };
}

/** The journal of a change, in order. */
async function journalOf(tx: Pick<Transaction, 'changeStep'>, changeId: string): Promise<Step[]> {
  const rows = await tx.changeStep.findMany({ where: { changeId }, orderBy: { sequence: 'asc' } });
  return rows.map(stepOf);
}

function stepOf({ sequence, intent, outcome, why }: ChangeStep): Step {
  // Only this product writes the column, and this is the shape that it writes.
  return { ...(intent as unknown as Intent), sequence, outcome: outcome as Outcome | null, why };
}

/** A move from here, in the ledger; an onlooker may have written it down as one from outside in between. */
async function recordMove(
  ctx: Ctx,
  tx: Transaction,
  { change, step, alias, at }: { change: SavedChange; step: Step; alias: FunctionAlias; at: Date },
): Promise<void> {
  const own = { movedBy: change.requestedBy.name, changeId: change.id };
  const key = { functionName: step.function, alias: step.alias, revisionId: alias.revisionId };
  await tx.aliasMove.upsert({
    where: { functionName_alias_revisionId: key },
    create: {
      id: ctx.newId(),
      ...key,
      toVersion: step.to.version,
      secondVersion: step.to.second?.version ?? null,
      secondWeight: step.to.second?.weight ?? null,
      seenAt: at,
      isFirstSight: false,
      ...own,
    },
    update: own,
  });
}

async function readAlias(ctx: Ctx, functionName: string, aliasName: string): Promise<FunctionAlias> {
  const aliases = await ctx.cloud.functions.aliases(functionName);
  const alias = aliases.find(({ name }) => name === aliasName);
  if (!alias) throw new AppError('not_found', `${functionName} has no alias ${aliasName} any more.`);
  return alias;
}

function whereOf({ function: name, alias, to }: Intent) {
  return { function: name, alias, toVersion: `${to.version}` };
}

function deedOf({ kind, function: name, alias, to }: Intent): string {
  return kind === 'move'
    ? `Moving ${alias} of ${name} to version ${to.version}`
    : `Putting ${alias} of ${name} back to version ${to.version}`;
}

function endOf(step: Intent, outcome: Outcome, why: string | null): string {
  const { kind, function: name, alias, to } = step;
  if (outcome === 'done') {
    return `${alias} of ${name} is ${kind === 'move' ? 'at' : 'back at'} version ${to.version}.`;
  }
  return `${alias} of ${name} was not moved. ${why ?? 'The call had no effect.'}`;
}
