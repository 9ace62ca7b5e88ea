import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '#lib/cli/fault';
import { TSX } from '#lib/cli/server-process';
import { packageOf } from '#lib/sandbox/cloud/code/behaviour';

/** A sandbox cloud whose every answer takes a while, and that remembers when it was asked. */
export interface ConsoleCloud {
  url: string;
  /** From now on: when calls were under way, as epoch milliseconds. */
  forget(): void;
  /** How long at least one call was under way since then, and how many there were. */
  busy(): { ms: number; calls: number };
  stop(): Promise<void>;
}

const QUICK = {
  ...{ controlPerSecond: null, getFunctionPerSecond: null, invokesTakeTime: false },
  ...{ createMs: 0, updateMs: 0, publishMs: 0, propagationMs: 0 },
};
const VERSIONS = 3;

/** Starts it with so many functions in `prod`, each with three versions and `live` on the last. */
export async function openConsoleCloud(
  folder: string,
  { functions, answerMs }: { functions: number; answerMs: number },
): Promise<ConsoleCloud> {
  const child = spawn(process.execPath, [...TSX, 'lib/sandbox/cloud/serve.ts', folder], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const sandbox = await addressOf(child);
  await send(sandbox, 'PATCH', '/_sandbox/settings', QUICK);
  for (let number = 1; number <= functions; number += 1) await makeFunction(sandbox, functionName(number));
  const spans: [from: number, to: number][] = [];
  const front = createServer((incoming, response) => {
    const from = Date.now();
    pass(incoming, response, sandbox, answerMs)
      .catch(() => response.destroy())
      .finally(() => spans.push([from, Date.now()]));
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    forget: () => void spans.splice(0),
    busy: () => ({ ms: covered(spans), calls: spans.length }),
    stop: async () => {
      front.closeAllConnections();
      front.close();
      child.kill('SIGTERM');
      await once(child, 'close');
    },
  };
}

/** The functions of the measurement, from 1 on. */
export function functionName(number: number): string {
  return `bench-prod-${String(number).padStart(2, '0')}`;
}

async function makeFunction(sandbox: string, name: string): Promise<void> {
  const code = (version: number) => ({ ZipFile: packageOf({ commit: `${version}` }).toString('base64') });
  const path = `/2015-03-31/functions`;
  const about = { Role: 'arn:aws:iam::000000000000:role/a', Handler: 'a.b', Runtime: 'nodejs20.x' };
  await send(sandbox, 'POST', path, { FunctionName: name, ...about, Code: code(1), Publish: true });
  for (let version = 2; version <= VERSIONS; version += 1) {
    await send(sandbox, 'PUT', `${path}/${name}/code`, { ...code(version), Publish: true });
  }
  await send(sandbox, 'POST', `${path}/${name}/aliases`, { Name: 'live', FunctionVersion: `${VERSIONS}` });
}

async function send(sandbox: string, method: string, path: string, body: object): Promise<void> {
  const authorization = 'AWS4-HMAC-SHA256 Credential=sandbox/20260302/us-east-1/lambda/aws4_request';
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await fetch(sandbox + path, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Fault(`${method} ${path} of the sandbox: ${await answer.text()}`);
}

async function pass(
  incoming: IncomingMessage,
  response: ServerResponse,
  sandbox: string,
  answerMs: number,
): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  await delay(answerMs);
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = incoming.headers;
  const answer = await fetch(sandbox + (incoming.url ?? '/'), {
    method: incoming.method ?? 'GET',
    headers: headers as Record<string, string>,
    ...(pieces.length > 0 ? { body: Buffer.concat(pieces) } : {}),
  });
  const body = Buffer.from(await answer.arrayBuffer());
  const { 'transfer-encoding': _encoding, ...passed } = Object.fromEntries(answer.headers);
  response.writeHead(answer.status, { ...passed, 'content-length': body.length }).end(body);
}

/** The length of what the spans cover together. */
function covered(spans: readonly [number, number][]): number {
  let until = 0;
  let sum = 0;
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return sum;
}

async function addressOf(child: ChildProcess): Promise<string> {
  for await (const text of child.stdout ?? []) {
    const url = /http:\S+/.exec(String(text))?.[0];
    if (url) return url;
  }
  throw new Fault('The sandbox cloud ended before it was up.');
}
