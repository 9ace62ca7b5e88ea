import type { SavedChange } from '#lib/changes/answers';
import { takeStep } from '#lib/changes/commands/table-step';
import type { Journal } from '#lib/changes/journal-port';
import type { ChangeKind, End } from '#lib/changes/kind';
import type { Ctx } from '#lib/core/ctx';
import type { Check } from '#lib/core/errors';
import { plainJson } from '#lib/core/plain-json';
import type { TableBackup } from '#lib/core/tables';
import type { ExportedItems } from '#lib/tables/backed-up-table';
import { type MadeForTable, type PlannedBackup, selectionWords } from '#lib/tables/backup-plan';
import { enableRecovery } from '#lib/tables/commands/enable-recovery';
import { exportItems } from '#lib/tables/commands/export-items';
import { keepBackup } from '#lib/tables/commands/keep-backup';
import { makeBackup } from '#lib/tables/commands/make-backup';
import { type Deed, refused } from '#lib/tables/deed';
import { findTable } from '#lib/tables/queries/find-table';
import { planBackup } from '#lib/tables/queries/plan-backup';

type Change = SavedChange<'table-backup'>;

/** Copies of tables: point-in-time recovery, a backup, and critical items in S3. */
export const TABLE_BACKUP_KIND: ChangeKind<'table-backup'> = {
  plan: async (ctx, creation) => ({
    plan: await planBackup(ctx, creation),
    confirmation: creation.environment,
  }),
  binding: (plan) => plan.map(({ items: _items, bytes: _bytes, ...deeds }) => deeds),
  targets: (plan) => plan.map(({ table }) => `table:${table}`),
  checks: async (ctx, { plan }) => [await freshness(ctx, plan)],
  beginning: (plan) => `Started: ${plan.length === 1 ? '1 table' : `${plan.length} tables`}.`,
  run,
};

async function freshness(ctx: Ctx, plan: readonly PlannedBackup[]): Promise<Check> {
  const moved = await Promise.all(
    plan.map(async ({ table, tableId }) => {
      const found = await findTable(ctx, table);
      if (!found) return [`${table} is gone.`];
      return found.id === tableId ? [] : [`${table} is another table than when the plan was made.`];
    }),
  );
  const reasons = moved.flat();
  return {
    id: 'plan_fresh',
    label: 'The tables are those of the plan',
    status: reasons.length === 0 ? 'pass' : 'fail',
    reason: reasons.length === 0 ? 'Each is there.' : `${reasons.join(' ')} Make a new plan.`,
  };
}

async function run(ctx: Ctx, change: Change, journal: Journal): Promise<End> {
  const made: MadeForTable[] = [];
  for (const planned of change.plan) {
    const deed = await backUp(ctx, change, planned, journal);
    if (deed.outcome === 'refused') {
      const before =
        made.length > 0 ? ` Backed up before: ${made.map(({ table }) => table).join(', ')}.` : '';
      return {
        status: 'failed',
        sentence: `${planned.table}: ${deed.why}${before}`,
        result: plainJson(made),
      };
    }
    made.push(deed.value);
  }
  const names = made.flatMap(({ backupName }) => backupName ?? []);
  const sentence = names.length > 0 ? `Backed up, and ready to be restored: ${names.join(', ')}.` : 'Done.';
  return { status: 'done', sentence, result: plainJson(made) };
}

async function backUp(
  ctx: Ctx,
  change: Change,
  planned: PlannedBackup,
  journal: Journal,
): Promise<Deed<MadeForTable>> {
  const { table, name } = planned;
  const recovery = await takeStep(
    journal,
    { kind: 'recovery', table, what: '' },
    {
      doing: `Seeing to point-in-time recovery of ${table}`,
      work: () => enableRecovery(ctx, table),
      done: ({ was }) => `Point-in-time recovery of ${table} is on${was === 'on' ? ', as it was' : ' now'}.`,
    },
  );
  if (recovery.outcome === 'refused') return recovery;
  const backup = planned.isBackedUp ? await backupStep(ctx, change, planned, journal) : null;
  if (backup?.outcome === 'refused') return backup;
  const exported = planned.export ? await exportStep(ctx, planned, journal) : null;
  if (exported?.outcome === 'refused') return exported;
  const value = {
    table,
    backupArn: backup?.value.arn ?? null,
    backupName: backup ? name : null,
    recovery: planned.recovery,
    exported: exported?.value ?? null,
  };
  return { outcome: 'done', value };
}

function backupStep(
  ctx: Ctx,
  change: Change,
  { table, name }: PlannedBackup,
  journal: Journal,
): Promise<Deed<TableBackup>> {
  return takeStep(
    journal,
    { kind: 'backup', table, what: name },
    {
      doing: `Backing up ${table} as ${name}`,
      work: () => makeBackup(ctx, table, name),
      done: () => `${name} can be restored.`,
      also: async (tx, at, value) => {
        await keepBackup(tx, { backup: value, changeId: change.id, madeBy: change.requestedBy.name, at });
      },
    },
  );
}

function exportStep(
  ctx: Ctx,
  { table, name, export: asked }: PlannedBackup,
  journal: Journal,
): Promise<Deed<ExportedItems>> {
  const selection = asked?.selection ?? { of: 'all' };
  return takeStep(
    journal,
    { kind: 'export', table, what: name },
    {
      doing: `Exporting ${selectionWords(selection)} of ${table}`,
      work: async () => {
        const found = await findTable(ctx, table);
        return found ? exportItems(ctx, found, name, selection) : refused(`${table} is gone.`);
      },
      done: ({ items, manifest }) => `${items ?? 'All'} items are in S3: ${manifest}`,
    },
  );
}
