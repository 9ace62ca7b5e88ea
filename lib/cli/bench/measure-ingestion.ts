import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { mintToken } from '#lib/cli/bench/mint-token';
import { Fault } from '#lib/cli/fault';
import { type SpawnedServer, spawnServer } from '#lib/cli/spawn-server';

const BATCH = 1000;
const CONNECTIONS = 4;
const TYPES = ['view', 'click', 'fill', 'submit', 'download'];

export interface IngestionFigures {
  events: number;
  eventsPerSecond: number;
  slowestBatchMs: number;
  /** From the last answer until a query counted every event. */
  visibleAfterMs: number;
}

/** Sends batches of 1,000 events to a production server of its own, and waits until queries see them all. */
export async function measureIngestion(folder: string, batches: number): Promise<IngestionFigures> {
  const server = await spawnServer({ folder: path.resolve(folder), demo: 'off' });
  try {
    const token = await mintToken(folder, 'engineer');
    // The first requests pay for loading the route and for opening the store.
    await sendAll(server, token, makeBatches('warm-up', 5));
    const bodies = makeBatches('bench', batches);
    const begun = performance.now();
    const slowestBatchMs = await sendAll(server, token, bodies);
    const answered = performance.now();
    await untilCounted(server, token, batches * BATCH);
    return {
      events: batches * BATCH,
      eventsPerSecond: (batches * BATCH) / ((answered - begun) / 1000),
      slowestBatchMs,
      visibleAfterMs: performance.now() - answered,
    };
  } finally {
    await server.stop();
  }
}

function makeBatches(feature: string, count: number): string[] {
  const time = new Date().toISOString();
  return Array.from({ length: count }, (_, batch) => {
    const events = Array.from({ length: BATCH }, (_, index) => ({
      id: `${feature}-${Date.now()}-${batch}-${index}`,
      userId: `user-${(batch * 7919 + index * 104_729) % 50_000}`,
      type: TYPES[index % TYPES.length],
      feature,
      time,
      sessionId: `session-${batch}-${index % 100}`,
      properties: { platform: index % 3 === 0 ? 'mobile' : 'desktop', plan: 'free' },
    }));
    return JSON.stringify({ events });
  });
}

async function sendAll(server: SpawnedServer, token: string, bodies: string[]): Promise<number> {
  let next = 0;
  let slowest = 0;
  const send = async () => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
      const begun = performance.now();
      const answer = await fetch(`${server.url}/api/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body,
      });
      const said = await answer.text();
      if (answer.status !== 202) throw new Fault(`A batch was answered with ${answer.status}: ${said}`);
      slowest = Math.max(slowest, performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, send));
  return slowest;
}

async function untilCounted(server: SpawnedServer, token: string, expected: number): Promise<void> {
  const day = 86_400_000;
  const from = new Date(Date.now() - day).toISOString();
  const to = new Date(Date.now() + day).toISOString();
  const end = Date.now() + 60_000;
  let counted = 0;
  while (Date.now() < end) {
    counted = await countEvents(server, token, `from=${from}&to=${to}&feature=bench`);
    if (counted === expected) return;
    await delay(50);
  }
  throw new Fault(`Queries see ${counted} of ${expected} events a minute after the last answer.`);
}

async function countEvents(server: SpawnedServer, token: string, query: string): Promise<number> {
  const answer = await fetch(`${server.url}/api/event-types?${query}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (!answer.ok) throw new Fault(`The count was answered with ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { total: number }).total;
}
