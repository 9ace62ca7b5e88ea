import { canonicalJson } from '#lib/core/canonical-json';
import type { Ctx } from '#lib/core/ctx';
import { type Check, isAppError } from '#lib/core/errors';
import { findTable } from '#lib/tables/queries/find-table';
import { takenWords } from '#lib/tables/queries/plan-restore';
import { tableSettings } from '#lib/tables/queries/table-settings';
import type { PlannedRestore } from '#lib/tables/restore-plan';
import { settingDifferences } from '#lib/tables/settings';

/** What must hold when a restore begins: the copy is still there, its table is as planned, and its name is free. */
export async function restoreChecks(ctx: Ctx, plan: PlannedRestore): Promise<Check[]> {
  const [moved, there] = await Promise.all([movedSince(ctx, plan), findTable(ctx, plan.target)]);
  return [
    {
      id: 'plan_fresh',
      label: 'The copy and its table are as when the plan was made',
      status: moved.length === 0 ? 'pass' : 'fail',
      reason: moved.length === 0 ? 'Nothing has changed.' : `${moved.join(' ')} Make a new plan.`,
    },
    {
      id: 'target_free',
      label: `There is no table ${plan.target}`,
      status: there ? 'fail' : 'pass',
      reason: there ? takenWords(there) : 'The name is free.',
    },
  ];
}

async function movedSince(ctx: Ctx, plan: PlannedRestore): Promise<string[]> {
  const source = await findTable(ctx, plan.table);
  const copy = await copyMoved(ctx, plan);
  if (!source) return plan.settings === null ? copy : [...copy, `${plan.table} is gone.`];
  if (plan.settings === null) return [...copy, `There is a table ${plan.table} again.`];
  const settings = await tableSettings(ctx, source);
  if (canonicalJson(settings) === canonicalJson(plan.settings)) return copy;
  return [...copy, `${plan.table}: ${settingDifferences(plan.settings, settings).join('; ')}.`];
}

async function copyMoved(ctx: Ctx, { table, from }: PlannedRestore): Promise<string[]> {
  const { tables } = ctx.cloud;
  if (from.kind === 'moment') {
    const window = await tables.recovery(table, ctx.signal).catch(nullWhenMissing);
    return window && window.earliest <= new Date(from.at)
      ? []
      : [`${table} cannot be gone back to ${from.at} any more.`];
  }
  const backup = await tables.backup(from.arn, ctx.signal).catch(nullWhenMissing);
  return backup?.status === 'AVAILABLE' ? [] : [`The backup ${from.name} is gone.`];
}

function nullWhenMissing(error: unknown): null {
  if (isAppError(error) && error.code === 'not_found') return null;
  throw error;
}
