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
  /** From now on only calls of changes that name one of these functions count; looks that go on beside them do not. */
  count(functionNames: readonly string[]): void;
  /**
   * What the calls since then have cost of AWS: how many they were, how long at least one was under way, and how much
   * longer AWS would have had to refuse some of them, however fast they had come.
   */
  cost(): { calls: number; answeringMs: number; refusingMs: number };
  /** Resolves when no change has called for a while, so that what the one before still verifies is not in the way. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

const QUICK = {
  ...{ controlPerSecond: null, invokesTakeTime: false },
  ...{ createMs: 0, updateMs: 0, publishMs: 0, propagationMs: 0 },
};
const VERSIONS = 3;
const QUIET_MS = 1_000;
/** AWS Lambda lets all callers of an account begin so many control-plane calls in a second, and saves up one second's. */
const ALLOWED_A_SECOND = 15;

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
  await send(sandbox, 'PATCH', '/_sandbox/settings', { controlPerSecond: ALLOWED_A_SECOND });
  const spans: [from: number, to: number][] = [];
  let counted: readonly string[] = [];
  let calledAt = 0;
  const front = createServer((incoming, response) => {
    const from = Date.now();
    if (!isLook(incoming)) calledAt = from;
    pass(incoming, response, sandbox, answerMs)
      .catch(() => response.destroy())
      .finally(() => {
        if (isOf(counted, incoming)) spans.push([from, Date.now()]);
      });
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    count: (names) => {
      counted = names;
      spans.splice(0);
    },
    cost: () => costOf(spans),
    quiet: async () => {
      while (Date.now() - calledAt < QUIET_MS) await delay(QUIET_MS / 10);
    },
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

function isOf(functionNames: readonly string[], incoming: IncomingMessage): boolean {
  const { url = '' } = incoming;
  return !isLook(incoming) && functionNames.some((name) => url.includes(`/functions/${name}/`));
}

/** Rounds over what is live and over metrics go on beside changes. */
function isLook({ url = '', headers }: IncomingMessage): boolean {
  return !url.includes('/functions/') || headers['user-agent']?.includes('flightdeck-looks') === true;
}

function costOf(spans: readonly [number, number][]) {
  const calls = spans.length;
  const answeringMs = covered(spans);
  const allowedMs = (Math.max(0, calls - ALLOWED_A_SECOND) * 1000) / ALLOWED_A_SECOND;
  return { calls, answeringMs, refusingMs: Math.max(0, allowedMs - answeringMs) };
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
