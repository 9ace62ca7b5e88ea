import type { Ctx } from '#lib/core/ctx';
import type { KeyPart, Table, TableItem } from '#lib/core/tables';
import { canonicalItem, keyOfItem, keyWords } from '#lib/tables/canonical-item';
import { holdSame, itemDifferences } from '#lib/tables/compare-items';
import { hashText } from '#lib/tables/fingerprint';
import { findTable } from '#lib/tables/queries/find-table';
import { type ReadTable, readItems } from '#lib/tables/queries/read-items';
import { tableSettings } from '#lib/tables/queries/table-settings';
import { momentOf, type PlannedRestore } from '#lib/tables/restore-plan';
import { judgeRestore, type RestoreReport } from '#lib/tables/restore-report';
import { settingDifferences } from '#lib/tables/settings';
import { partWords, shapeDifferences } from '#lib/tables/shape-differences';

/**
 * Compares a restored table with its source: keys, attributes and indexes; what was set again; how many items there
 * are and a hash over all of them, by reading both whole; and some items one by one. AWS's own count is never used:
 * it is hours old.
 *
 * @throws AppError what reading refuses.
 */
export async function verifyRestore(
  ctx: Ctx,
  plan: PlannedRestore,
): Promise<Omit<RestoreReport, 'restoreSeconds'>> {
  const [restored, source] = [await ctx.cloud.tables.table(plan.target), await findTable(ctx, plan.table)];
  const [held, settings, items] = await Promise.all([
    backupContent(ctx, plan),
    plan.settings ? tableSettings(ctx, restored) : null,
    compareItems(ctx, source, restored),
  ]);
  const found = {
    table: plan.table,
    target: plan.target,
    moment: momentOf(plan.from),
    shape: source
      ? shapeDifferences(source.shape, restored.shape)
      : keyDifference(held?.key ?? null, restored.shape.key),
    settings: plan.settings && settings ? settingDifferences(plan.settings, settings) : [],
    backupItems: held?.items ?? null,
    ...items,
  };
  return { ...found, ...judgeRestore(found), checkedAt: ctx.pace.clock().toISOString() };
}

async function backupContent(ctx: Ctx, { from }: PlannedRestore) {
  return from.kind === 'backup' ? ctx.cloud.tables.backup(from.arn) : null;
}

/** Of a table that is gone, its backup still knows the key. */
function keyDifference(source: KeyPart[] | null, restored: KeyPart[]): string[] {
  const [was, is] = [source, restored].map((key) => key?.map(partWords).join(' and ') ?? '');
  return was === '' || was === is ? [] : [`the key: ${is}, and ${was} in the backup`];
}

async function compareItems(ctx: Ctx, source: Table | null, restored: Table) {
  const { key } = restored.shape;
  const [is, was] = await Promise.all([
    readItems(ctx, restored.name, key),
    source ? readItems(ctx, source.name, key) : null,
  ]);
  const sample = source && was ? await compareSample(ctx, { source, was, restored, is }) : NO_SAMPLE;
  return {
    restored: told(is),
    source: was ? told(was) : null,
    sample,
    differences: was && !holdSame(was, is) ? itemDifferences(was, is) : null,
  };
}

const NO_SAMPLE: RestoreReport['sample'] = { compared: 0, differing: [] };

function told({ fingerprint }: ReadTable) {
  return { items: fingerprint.items, hash: hashText(fingerprint) };
}

interface Compared {
  source: Table;
  was: ReadTable;
  restored: Table;
  is: ReadTable;
}

/** Reads the sample of each table from both, by key, as those do whom the table serves. */
async function compareSample(
  ctx: Ctx,
  { source, was, restored, is }: Compared,
): Promise<RestoreReport['sample']> {
  const { key } = restored.shape;
  const keys = new Map([...was.sample, ...is.sample].map((one) => [keyWords(one, key), one]));
  const [inSource, inRestore] = await Promise.all(
    [source, restored].map(async ({ name }) =>
      textsByKey(await ctx.cloud.tableItems.pick(name, [...keys.values()]), key),
    ),
  );
  const differing = [...keys.keys()].filter((name) => inSource?.get(name) !== inRestore?.get(name));
  return { compared: keys.size, differing: differing.sort() };
}

function textsByKey(items: readonly TableItem[], key: readonly KeyPart[]): Map<string, string> {
  return new Map(items.map((item) => [keyWords(keyOfItem(item, key), key), canonicalItem(item)]));
}
