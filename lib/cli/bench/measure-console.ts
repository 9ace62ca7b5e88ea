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
const UNCOUNTED = [36, 37, 38, 39, 40];
const ONES = [1, 2, 3, 4, 5];
const TWENTY = Array.from({ length: 20 }, (_, index) => index + 10);
const PATIENCE_MS = 120_000;
/** Often enough to see an end, seldom enough not to keep the server from it. */
const POLL_MS = 10;

/** One deed: how long it took; of that what AWS takes for its calls, by answering and by its limit; the rest is our own. */
export interface DeedFigures {
  deed: string;
  totalMs: number;
  answeringMs: number;
  refusingMs: number;
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
    // The first ones pay for loading code and for what the engine compiles; they are not counted.
    for (const number of UNCOUNTED) await rollBack(ask, cloud, [number]);
    const ones: DeedFigures[][] = [];
    for (const number of ONES) ones.push(await rollBack(ask, cloud, [number]));
    const deeds = [...middle(ones), ...(await rollBack(ask, cloud, TWENTY))];
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
  const of = numbers.map(functionName);
  const targets = of.map((name) => ({ function: name }));
  const count = `${numbers.length} ${numbers.length === 1 ? 'function' : 'functions'}`;
  const asked = { kind: 'rollback', environment: 'prod', targets, reason: 'Measured' };
  await cloud.quiet();
  const [plan, planned] = await deed(cloud, { name: `plan of ${count}`, of }, () =>
    ask<Planned>('POST', '/api/changes', asked),
  );
  // Somebody reads the plan in between.
  await cloud.quiet();
  const agreed = { planHash: planned.planHash, confirmation: 'prod' };
  const [execution] = await deed(cloud, { name: `execution of ${count}`, of }, async () => {
    await ask('POST', `/api/changes/${planned.id}/executions`, agreed);
    await until(async () => {
      const { status } = await ask<{ status: string }>('GET', `/api/changes/${planned.id}`);
      return status !== 'running';
    });
  });
  return [plan, execution];
}

/** Of each deed that was done several times, the one in the middle. */
function middle(rounds: readonly DeedFigures[][]): DeedFigures[] {
  const [first = []] = rounds;
  return first.flatMap((_, place) => {
    const same = rounds.flatMap((round) => round[place] ?? []).sort((a, b) => a.totalMs - b.totalMs);
    return same[Math.floor(same.length / 2)] ?? [];
  });
}

async function deed<T>(
  cloud: ConsoleCloud,
  { name, of }: { name: string; of: readonly string[] },
  work: () => Promise<T>,
): Promise<[DeedFigures, T]> {
  cloud.count(of);
  const [totalMs, value] = await timed(work);
  return [{ deed: name, totalMs, ...cloud.cost() }, value];
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    if (await isSo()) return;
    await delay(POLL_MS);
  }
  throw new Fault('The console did not get there in two minutes.');
}
