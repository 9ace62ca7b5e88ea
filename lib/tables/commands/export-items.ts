import { gzipSync } from 'node:zlib';
import type { Ctx } from '#lib/core/ctx';
import type { ExportBucket, Table, TableItem } from '#lib/core/tables';
import type { ExportedItems } from '#lib/tables/backed-up-table';
import { type Deed, refused } from '#lib/tables/deed';
import { isSelected, type Selection } from '#lib/tables/selection';

const LOOK_MS = 5_000;
const ATTEMPTS = 3;
const ITEMS_A_FILE = 20_000;
const JSON_TYPE = 'application/json';

/**
 * Writes critical items to S3, under the table's and this name. The whole of a table that can be gone back to is
 * exported by AWS, from its backups and without reading it. AWS can't choose items, nor export what has been
 * recoverable for minutes only: those are read, and written in the same format. Calling it again writes the same
 * objects again, or finds the same export.
 *
 * @throws AppError what reading refuses.
 */
export async function exportItems(
  ctx: Ctx,
  table: Pick<Table, 'name' | 'arn'>,
  name: string,
  selection: Selection,
): Promise<Deed<ExportedItems>> {
  const bucket = ctx.cloud.exportBucket;
  if (!bucket) return refused('No place for exports is configured: set TABLE_EXPORT_S3.');
  const window = selection.of === 'all' ? await ctx.cloud.tables.recovery(table.name) : null;
  return window !== null && window.earliest < window.latest
    ? exportByAws(ctx, bucket, table, name)
    : exportByScan(ctx, bucket, { table: table.name, name, selection });
}

async function exportByAws(
  ctx: Ctx,
  { bucket, prefix }: ExportBucket,
  table: Pick<Table, 'name' | 'arn'>,
  name: string,
): Promise<Deed<ExportedItems>> {
  const place = { bucket, prefix: `${prefix}${table.name}/${name}`, token: name };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    // The same token is the same export, so asking again after a lost answer begins no second one.
    const act = await ctx.cloud.tableKeeper.exportTable(table.arn, place);
    if (act.outcome === 'refused') return refused(act.why);
    if (act.outcome === 'done') return completed(ctx, bucket, act.value);
    await ctx.pace.pause(LOOK_MS);
  }
  return refused('The export was asked for again and again, and never answered.');
}

async function completed(ctx: Ctx, bucket: string, exportArn: string): Promise<Deed<ExportedItems>> {
  for (;;) {
    const { status, items, manifest, why } = await ctx.cloud.tables.exported(exportArn);
    if (status === 'COMPLETED') {
      return { outcome: 'done', value: { by: 'aws', items, manifest: `s3://${bucket}/${manifest}` } };
    }
    if (status !== 'IN_PROGRESS')
      return refused(`The export ended as ${status}: ${why ?? 'AWS says no more.'}`);
    await ctx.pace.pause(LOOK_MS);
  }
}

async function exportByScan(
  ctx: Ctx,
  bucket: ExportBucket,
  { table, name, selection }: { table: string; name: string; selection: Selection },
): Promise<Deed<ExportedItems>> {
  const folder = `${table}/${name}`;
  const files: { key: string; items: number }[] = [];
  for await (const items of batches(ctx, table, selection)) {
    const key = `${folder}/data/${String(files.length).padStart(8, '0')}.json.gz`;
    const lines = items.map((Item) => `${JSON.stringify({ Item })}\n`).join('');
    const deed = await insist(ctx, bucket, key, gzipSync(lines), 'application/octet-stream');
    if (deed.outcome === 'refused') return deed;
    files.push({ key: `${bucket.prefix}${key}`, items: items.length });
  }
  const count = files.reduce((sum, file) => sum + file.items, 0);
  const summary = { table, name, selection, outputFormat: 'DYNAMODB_JSON', itemCount: count, files };
  const key = `${folder}/manifest-summary.json`;
  const deed = await insist(ctx, bucket, key, Buffer.from(JSON.stringify(summary)), JSON_TYPE);
  if (deed.outcome === 'refused') return deed;
  const manifest = `s3://${bucket.bucket}/${bucket.prefix}${key}`;
  return { outcome: 'done', value: { by: 'scan', items: count, manifest } };
}

async function* batches(ctx: Ctx, table: string, selection: Selection): AsyncGenerator<TableItem[]> {
  let batch: TableItem[] = [];
  for await (const page of ctx.cloud.tableItems.scan(table, { segment: 0, segments: 1 })) {
    for (const item of page) if (isSelected(item, selection)) batch.push(item);
    if (batch.length < ITEMS_A_FILE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Writing the same object again does no harm, so a lost answer is asked for again. */
async function insist(
  ctx: Ctx,
  bucket: ExportBucket,
  key: string,
  bytes: Uint8Array,
  type: string,
): Promise<Deed<null>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const act = await bucket.put(key, bytes, type);
    if (act.outcome === 'done') return { outcome: 'done', value: null };
    if (act.outcome !== 'unknown') return refused(act.why);
    await ctx.pace.pause(LOOK_MS);
  }
  return refused(`${bucket.bucket} does not answer.`);
}
