import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AnchorPlace, AnchorQueue } from '#lib/adapters/audit-anchors/anchor-queue';
import { filePlace } from '#lib/adapters/audit-anchors/file-place';
import { openAnchors } from '#lib/adapters/audit-anchors/open-anchors';
import { s3Place } from '#lib/adapters/audit-anchors/s3-place';
import { webhookPlace } from '#lib/adapters/audit-anchors/webhook-place';
import type { ChainHead } from '#lib/core/audit-anchors';

const head = (sequence: number): ChainHead => ({
  sequence,
  hash: String(sequence).padStart(64, 'a'),
  time: '2026-03-02T09:00:00.000Z',
});

const NOWHERE_ELSE = { AUDIT_ANCHOR_S3: undefined, AUDIT_ANCHOR_WEBHOOK: undefined };

const log = { warn: vi.fn() };
let folder: string;
const servers: http.Server[] = [];

beforeEach(async () => {
  log.warn.mockClear();
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchors-'));
});

afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await rm(folder, { recursive: true, force: true });
});

async function serve(
  answer: (request: http.IncomingMessage, body: string) => [number, string],
): Promise<string> {
  const server = http.createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const [status, text] = answer(request, body);
    response.writeHead(status, { 'content-type': 'application/xml' }).end(text);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function all<T>(items: AsyncIterable<T> | undefined): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items ?? []) list.push(item);
  return list;
}

describe('anchors in the data folder', () => {
  it('keeps every head and reads them back, torn lines left out', async () => {
    const anchors = openAnchors({ ...NOWHERE_ELSE, FLIGHTDECK_DATA: folder }, log);
    for (let sequence = 1; sequence <= 50; sequence++) anchors.keep(head(sequence));
    await anchors.settled();
    await appendFile(path.join(folder, 'audit-anchors.ndjson'), '{"sequence":51,"ha');
    const kept = await all(anchors.read());
    expect(kept.map((each) => each.sequence)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expect(kept[0]).toEqual({ ...head(1), place: 'file' });
  });

  it('reads nothing where nothing was kept', async () => {
    expect(await all(filePlace(path.join(folder, 'none')).read?.())).toEqual([]);
  });
});

describe('a place that fails', () => {
  const failing = (failures: number, isCoalescing: boolean): AnchorPlace & { written: ChainHead[] } => {
    let left = failures;
    const written: ChainHead[] = [];
    const write = async (heads: ChainHead[]): Promise<void> => {
      if (left-- > 0) throw new Error('away');
      written.push(...heads);
    };
    return { name: 'test', isCoalescing, intervalMs: 0, written, write };
  };

  it.each([
    ['every head where each counts', false, [1, 2, 3]],
    ['the newest where that is enough', true, [3]],
  ])('is tried again with %s', async (_, isCoalescing, expected) => {
    const place = failing(2, isCoalescing);
    const queue = new AnchorQueue(place, log, 1);
    for (const sequence of [1, 2, 3]) queue.push(head(sequence));
    await vi.waitFor(() => expect(place.written.map((each) => each.sequence)).toEqual(expected));
    expect(log.warn).toHaveBeenCalledTimes(2);
    queue.push(head(4));
    await queue.settled();
    expect(place.written.at(-1)?.sequence).toBe(4);
  });

  it('does not keep a program waiting', async () => {
    const queue = new AnchorQueue(failing(1_000, true), log, 60_000);
    queue.push(head(1));
    await queue.settled();
    expect(log.warn).toHaveBeenCalledTimes(1);
  });
});

describe('webhook', () => {
  it('receives the newest head as JSON', async () => {
    const bodies: string[] = [];
    const address = await serve((_, body) => [bodies.push(body) ? 204 : 0, '']);
    await webhookPlace(address).write([head(1), head(2)]);
    expect(bodies.map((body) => JSON.parse(body))).toEqual([head(2)]);
  });

  it('counts any refusal as a failure', async () => {
    const address = await serve(() => [500, '']);
    await expect(webhookPlace(address).write([head(1)])).rejects.toThrow('500');
  });
});

describe('s3', () => {
  it('writes an object per head and reads heads back from the listing', async () => {
    const keys: string[] = [];
    const endpoint = await serve((request) => {
      const { pathname } = new URL(request.url ?? '', 'http://s3');
      if (request.method === 'PUT') keys.push(pathname.replace('/bucket/', ''));
      const contents = keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
      return [200, request.method === 'PUT' ? '' : `<ListBucketResult>${contents}</ListBucketResult>`];
    });
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const client = new S3Client({ endpoint, region: 'eu-central-1', credentials, forcePathStyle: true });
    const place = s3Place('s3://bucket/audit/prod', async () => client);
    await place.write([head(1)]);
    await place.write([head(12)]);
    expect(keys[0]).toBe(`audit/prod/000000000001-${head(1).hash}.json`);
    expect(await all(place.read?.())).toMatchObject([
      { sequence: 1, hash: head(1).hash },
      { sequence: 12, hash: head(12).hash },
    ]);
  });
});
