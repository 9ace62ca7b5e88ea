import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Export } from '#lib/sandbox/cloud/dynamodb/model';
import { noTable } from '#lib/sandbox/cloud/dynamodb/refusals';
import * as requests from '#lib/sandbox/cloud/dynamodb/requests';
import { momentOf } from '#lib/sandbox/cloud/dynamodb/restore-operations';
import type { Tables } from '#lib/sandbox/cloud/dynamodb/tables';
import { parseInput } from '#lib/sandbox/cloud/frame/parse-input';
import { WireError } from '#lib/sandbox/cloud/frame/wire';
import type { Objects } from '#lib/sandbox/cloud/s3/objects';

/** Exports run from the continuous backups, so they need them to be on. */
export function exportTable(tables: Tables, objects: Objects, input: unknown) {
  const request = parseInput(requests.ExportTable, input);
  const known = tables.exports
    .list()
    .find(({ token }) => request.ClientToken !== undefined && token === request.ClientToken);
  if (known) return { ExportDescription: describe(tables, known) };
  const found = tables.find(request.TableArn);
  if (!found) throw noTable(request.TableArn);
  const moment = { isLatest: request.ExportTime === undefined, at: request.ExportTime };
  const { table, at } = momentOf(tables, found, moment);
  if (!objects.buckets.get(request.S3Bucket)) {
    throw new WireError('ValidationException', `The bucket ${request.S3Bucket} does not exist.`);
  }
  const { world } = tables;
  const id = `${String(world.now()).padStart(17, '0')}-${world.random.uuid().slice(0, 8)}`;
  const prefix = `${request.S3Prefix.replace(/\/?$/, request.S3Prefix === '' ? '' : '/')}AWSDynamoDB/${id}`;
  const items = tables.load(tables.snapshotAt(table, at));
  const lines = items.map((Item) => `${JSON.stringify({ Item })}\n`).join('');
  const description: Export = {
    arn: `${tables.arnOf(table.name)}/export/${id}`,
    tableName: table.name,
    tableId: table.id,
    bucket: request.S3Bucket,
    prefix: request.S3Prefix,
    exportTime: at,
    startedAt: world.now(),
    readyAt: world.now() + world.settings.backupMs,
    token: request.ClientToken ?? world.random.uuid(),
    manifest: `${prefix}/manifest-summary.json`,
    items: items.length,
    bytes: Buffer.byteLength(lines),
  };
  tables.exports.put(description.arn, description);
  writeFiles(objects, description, prefix, gzipSync(lines));
  return { ExportDescription: describe(tables, description) };
}

export function describeExport(tables: Tables, input: unknown) {
  const { ExportArn } = parseInput(requests.OneExport, input);
  const found = tables.exports.get(ExportArn);
  if (!found) throw new WireError('ExportNotFoundException', `Export not found: ${ExportArn}`);
  return { ExportDescription: describe(tables, found) };
}

/** The data, which of it there is, and a summary; there from the begin, as nobody looks before it is told. */
function writeFiles(objects: Objects, { bucket, arn, items }: Export, prefix: string, data: Buffer): void {
  const file = `${prefix}/data/00000000.json.gz`;
  const etag = createHash('md5').update(data).digest('hex');
  const manifest = { itemCount: items, md5Checksum: etag, etag, dataFileS3Key: file };
  const summary = {
    version: '2020-06-30',
    exportArn: arn,
    itemCount: items,
    outputFormat: 'DYNAMODB_JSON',
    manifestFilesS3Key: `${prefix}/manifest-files.json`,
  };
  put(objects, bucket, file, data);
  put(objects, bucket, `${prefix}/manifest-files.json`, Buffer.from(`${JSON.stringify(manifest)}\n`));
  put(objects, bucket, `${prefix}/manifest-summary.json`, Buffer.from(JSON.stringify(summary)));
}

function put(objects: Objects, bucket: string, key: string, bytes: Buffer): void {
  objects.put({
    bucket,
    key,
    blob: objects.world.blobs.put(bytes),
    size: bytes.length,
    etag: createHash('md5').update(bytes).digest('hex'),
    contentType: 'application/octet-stream',
    metadata: {},
    modifiedAt: objects.world.now(),
  });
}

function describe(tables: Tables, one: Export) {
  const isDone = tables.world.now() >= one.readyAt;
  return {
    ExportArn: one.arn,
    ExportStatus: isDone ? 'COMPLETED' : 'IN_PROGRESS',
    StartTime: one.startedAt / 1000,
    ExportTime: one.exportTime / 1000,
    TableArn: tables.arnOf(one.tableName),
    TableId: one.tableId,
    S3Bucket: one.bucket,
    S3Prefix: one.prefix,
    ExportFormat: 'DYNAMODB_JSON',
    ClientToken: one.token,
    ...(isDone
      ? {
          EndTime: one.readyAt / 1000,
          ExportManifest: one.manifest,
          ItemCount: one.items,
          BilledSizeBytes: one.bytes,
        }
      : {}),
  };
}
