import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type ConsoleCloud, functionName, openConsoleCloud } from '#lib/cli/bench/console-cloud';
import { mintToken } from '#lib/cli/bench/mint-token';
import { median, timed } from '#lib/cli/bench/timing';
import { Fault } from '#lib/cli/fault';
import { spawnServer } from '#lib/cli/spawn-server';

const FUNCTIONS = 40;
const ANSWER_MS = 30;
const PATIENCE_MS = 120_000;

/** One deed: how long it took, of that how long a call to AWS was under way, and the rest, which is our own. */
export interface DeedFigures {
  deed: string;
  totalMs: number;
  awsMs: number;
  calls: number;
}

export interface ConsoleFigures {
  functions: number;
  /** From the first question until all functions are read. */
  wholeMs: number;
  /** The answer about all of them, once they are. */
  answerMs: number;
  deeds: DeedFigures[];
}

type Ask = <T>(method: string, path: string, body?: object) => Promise<T>;

interface Planned {
  id: string;
  planHash: string;
}

/** Measures the console against a cloud whose answers take 30 ms each: what it shows, and rollbacks of 1 and of 20. */
export async function measureConsole(folder: string): Promise<ConsoleFigures> {
  const data = path.resolve(folder, 'server');
  const place = path.resolve(folder, 'cloud');
  for (const made of [data, place]) mkdirSync(made, { recursive: true });
  const cloud = await openConsoleCloud(place, { functions: FUNCTIONS, answerMs: ANSWER_MS });
  const environment = { SANDBOX_URL: cloud.url };
  const server = await spawnServer({ folder: data, demo: 'off', environment });
  try {
    const ask = asker(server.url, await mintToken(data, 'engineer'));
    const [wholeMs] = await timed(() => untilRead(ask));
    const answerMs = await median(() => ask('GET', '/api/functions'));
    const deeds: DeedFigures[] = [];
    // The first of each kind pays for loading code; it is not counted.
    await rollBack(ask, cloud, [FUNCTIONS]);
    deeds.push(...(await rollBack(ask, cloud, [1])));
    const twenty = Array.from({ length: 20 }, (_, index) => index + 2);
    deeds.push(...(await rollBack(ask, cloud, twenty)));
    return { functions: FUNCTIONS, wholeMs, answerMs, deeds };
  } finally {
    await server.stop();
    await cloud.stop();
  }
}

function asker(url: string, token: string): Ask {
  return async <T>(method: string, where: string, body?: object): Promise<T> => {
    const answer = await fetch(url + where, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok)
      throw new Fault(`${method} ${where} was answered with ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
}

async function untilRead(ask: Ask): Promise<void> {
  await until(async () => {
    const { functions } = await ask<{ functions: unknown[] }>('GET', '/api/functions');
    return functions.length === FUNCTIONS;
  });
}

async function rollBack(ask: Ask, cloud: ConsoleCloud, numbers: number[]): Promise<DeedFigures[]> {
  const targets = numbers.map((number) => ({ function: functionName(number) }));
  const count = `${numbers.length} ${numbers.length === 1 ? 'function' : 'functions'}`;
  const asked = { kind: 'rollback', environment: 'prod', targets, reason: 'Measured' };
  const [plan, planned] = await deed(cloud, `plan of ${count}`, () =>
    ask<Planned>('POST', '/api/changes', asked),
  );
  const agreed = { planHash: planned.planHash, confirmation: 'prod' };
  const [execution] = await deed(cloud, `execution of ${count}`, async () => {
    await ask('POST', `/api/changes/${planned.id}/executions`, agreed);
    await until(async () => {
      const { status } = await ask<{ status: string }>('GET', `/api/changes/${planned.id}`);
      return status !== 'running';
    });
  });
  return [plan, execution];
}

async function deed<T>(cloud: ConsoleCloud, name: string, work: () => Promise<T>): Promise<[DeedFigures, T]> {
  cloud.forget();
  const [totalMs, value] = await timed(work);
  const { ms: awsMs, calls } = cloud.busy();
  return [{ deed: name, totalMs, awsMs, calls }, value];
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    if (await isSo()) return;
    await delay(10);
  }
  throw new Fault('The console did not get there in two minutes.');
}
