import type { SavedChange } from '#lib/changes/answers';
import { takeStep } from '#lib/changes/commands/table-step';
import type { Journal } from '#lib/changes/journal-port';
import type { ChangeKind, End } from '#lib/changes/kind';
import { restoreChecks } from '#lib/changes/queries/table-restore-checks';
import type { Ctx } from '#lib/core/ctx';
import { formatDuration } from '#lib/core/format';
import { plainJson } from '#lib/core/plain-json';
import { applySetting } from '#lib/tables/commands/apply-setting';
import { awaitTable } from '#lib/tables/commands/await-table';
import { beginRestore } from '#lib/tables/commands/begin-restore';
import type { Deed } from '#lib/tables/deed';
import { planRestore } from '#lib/tables/queries/plan-restore';
import { verifyRestore } from '#lib/tables/queries/verify-restore';
import { momentOf, type PlannedRestore, sourceWords } from '#lib/tables/restore-plan';
import type { RestoreReport } from '#lib/tables/restore-report';
import { settingsToApply, settingWords } from '#lib/tables/settings';

type Change = SavedChange<'table-restore'>;

/** A table made again beside itself, given back what a restore loses, and compared with its source. */
export const TABLE_RESTORE_KIND: ChangeKind<'table-restore'> = {
  plan: async (ctx, creation) => ({
    plan: [await planRestore(ctx, creation)],
    confirmation: creation.environment,
  }),
  binding: (plan) => plan.map(({ items: _items, bytes: _bytes, history: _history, ...deeds }) => deeds),
  targets: (plan) => plan.map(({ target }) => `table:${target}`),
  checks: async (ctx, { plan }) => (await Promise.all(plan.map((one) => restoreChecks(ctx, one)))).flat(),
  beginning: (plan) => `Started: ${plan.map(({ target }) => target).join(', ')}.`,
  run,
};

async function run(ctx: Ctx, change: Change, journal: Journal): Promise<End> {
  const [plan] = change.plan;
  if (!plan) return { status: 'failed', sentence: 'There is nothing to restore.' };
  const restored = await restore(ctx, change, plan, journal);
  if (restored.outcome === 'refused') return { status: 'failed', sentence: restored.why };
  const lost = await giveBack(ctx, plan, journal);
  const report = await takeStep(
    journal,
    { kind: 'verify', table: plan.target, what: '' },
    {
      doing: `Reading ${plan.target} and ${plan.table} whole to compare them`,
      work: async () => ({ outcome: 'done', value: await verifyRestore(ctx, plan) }),
      done: ({ sentence }) => sentence,
    },
  );
  if (report.outcome === 'refused') {
    return { status: 'failed', sentence: `${plan.target} is there, but unverified: ${report.why}` };
  }
  const result: RestoreReport = { ...report.value, restoreSeconds: restored.value.seconds };
  const status = result.verdict === 'mismatch' ? 'failed' : 'done';
  const sentence = [result.sentence, ...lost].join(' ');
  return { status, sentence, result: plainJson(result) };
}

/** Has AWS restore, and waits until it has. */
async function restore(
  ctx: Ctx,
  change: Change,
  plan: PlannedRestore,
  journal: Journal,
): Promise<Deed<{ seconds: number }>> {
  const { table, target, from } = plan;
  const begun = await takeStep(
    journal,
    { kind: 'restore', table: target, what: '' },
    {
      doing: `Restoring ${sourceWords(from)} to ${target}`,
      work: async (begunAt) => {
        const deed = await beginRestore(ctx, plan);
        return deed.outcome === 'refused'
          ? deed
          : { outcome: 'done', value: { begunAt: begunAt.toISOString() } };
      },
      done: () => `AWS restores ${target}. That takes from minutes to hours, whatever the size.`,
      also: async (tx, _at, { begunAt }) => {
        await tx.tableRestore.upsert({
          where: { changeId: change.id },
          create: {
            changeId: change.id,
            tableName: table,
            targetName: target,
            backupArn: from.kind === 'backup' ? from.arn : null,
            moment: new Date(momentOf(from)),
            bytes: BigInt(plan.bytes),
            begunAt: new Date(begunAt),
          },
          update: {},
        });
      },
    },
  );
  if (begun.outcome === 'refused') return begun;
  const begunAt = Date.parse(begun.value.begunAt);
  return takeStep(
    journal,
    { kind: 'wait', table: target, what: '' },
    {
      doing: `Waiting until ${target} can be read`,
      work: async () => {
        const deed = await awaitTable(ctx, target);
        const seconds = Math.round((ctx.pace.clock().getTime() - begunAt) / 1000);
        return deed.outcome === 'refused' ? deed : { outcome: 'done', value: { seconds } };
      },
      done: ({ seconds }) => `${target} can be read, after ${formatDuration(seconds)}.`,
      also: async (tx, at) => {
        await tx.tableRestore.updateMany({ where: { changeId: change.id }, data: { activeAt: at } });
      },
    },
  );
}

/** Sets again what a restore loses; what cannot be set is told, and found by the verification. */
async function giveBack(ctx: Ctx, { target, settings }: PlannedRestore, journal: Journal): Promise<string[]> {
  const failures: string[] = [];
  for (const setting of settings ? settingsToApply(settings) : []) {
    const words = settings ? settingWords(setting, settings) : '';
    const deed = await takeStep(
      journal,
      { kind: 'setting', table: target, what: setting },
      {
        doing: `Setting ${words} on ${target}`,
        work: () =>
          settings
            ? applySetting(ctx, target, setting, settings)
            : Promise.resolve({ outcome: 'done', value: null }),
        done: () => `${target} has ${words}.`,
      },
    );
    if (deed.outcome === 'refused') failures.push(`${words}: ${deed.why}`);
  }
  return failures;
}
