import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type ConsoleCloud, openConsoleCloud } from '../lib/cli/bench/console-cloud.ts';
import { mintToken } from '../lib/cli/bench/mint-token.ts';
import { freePort } from '../lib/cli/machine.ts';
import { serverArguments, untilHealthy } from '../lib/cli/server-process.ts';
import { isolatedEnvironment } from '../lib/cli/spawn-server.ts';

/** A call that the sandbox was asked for, as it remembers it. */
interface LoggedCall {
  sequence: number;
  operation: string;
  input: { FunctionName?: string; FunctionVersion?: string };
  fault?: string;
}

/** A product of its own, whose process can be killed, before a cloud that outlives it. */
export interface FragileWorld {
  url: string;
  ask(who: number, method: string, where: string, more?: Asked): Promise<Response>;
  /** Asks the sandbox itself, like `control('DELETE', '/faults')`. */
  control(method: string, where: string, body?: unknown): Promise<unknown>;
  /** Where `live` of a function stands, as the cloud says it. */
  liveOf(functionName: string): Promise<string | undefined>;
  /** What was asked of the cloud since the call of that number, in order; everything since 0. */
  calls(since: number): Promise<LoggedCall[]>;
  /** Ends the process where it stands: it may neither finish nor tidy up. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

// The sandbox takes any signature of the right shape.
const SIGNED = {
  authorization: 'AWS4-HMAC-SHA256 Credential=sandbox/20260302/us-east-1/lambda/aws4_request',
};

interface Asked {
  body?: object;
  headers?: Record<string, string>;
}

/** Makes a cloud of so many functions, `live` of each on the last of three versions, and a server with two callers. */
export async function openFragileWorld(functions: number): Promise<FragileWorld> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'flightdeck-faults-'));
  const data = path.join(folder, 'server');
  const place = path.join(folder, 'cloud');
  for (const made of [path.join(data, 'events'), place]) mkdirSync(made, { recursive: true });
  const cloud = await openConsoleCloud(place, { functions, answerMs: 0 });
  const tokens = [await mintToken(data, 'engineer'), await mintToken(data, 'admin')];
  const port = await freePort();
  const url = `http://localhost:${port}`;
  let server = await startServer(data, port, cloud);
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'close');
    server.kill('SIGKILL');
    await gone;
  };
  return {
    url,
    ask: (who, method, where, { body, headers } = {}) =>
      fetch(url + where, {
        method,
        headers: {
          authorization: `Bearer ${tokens[who]}`,
          'content-type': 'application/json',
          ...headers,
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
    ...cloudSide(cloud),
    kill,
    start: async () => {
      server = await startServer(data, port, cloud);
    },
    close: async () => {
      await kill();
      await cloud.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the tests ask the cloud without the product. */
function cloudSide(cloud: ConsoleCloud): Pick<FragileWorld, 'control' | 'liveOf' | 'calls'> {
  const control = async (method: string, where: string, body?: unknown) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${cloud.url}/_sandbox${where}`, { method, ...sent });
    if (!answer.ok) throw new Error(`${method} ${where} of the sandbox: ${await answer.text()}`);
    return answer.json();
  };
  return {
    control,
    liveOf: async (name) => {
      const answer = await fetch(`${cloud.url}/2015-03-31/functions/${name}/aliases`, { headers: SIGNED });
      const { Aliases } = (await answer.json()) as { Aliases: { Name: string; FunctionVersion: string }[] };
      return Aliases.find(({ Name }) => Name === 'live')?.FunctionVersion;
    },
    calls: async (since) => (await control('GET', `/calls?after=${since}`)) as LoggedCall[],
  };
}

/** The server without the start around it, so that what is killed is what serves. */
async function startServer(data: string, port: number, cloud: ConsoleCloud): Promise<ChildProcess> {
  const env = { ...isolatedEnvironment(data, 'off', port), SANDBOX_URL: cloud.url, AUTH_TRUST_HOST: '1' };
  const child = spawn(process.execPath, serverArguments(), {
    env: { ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'close').then(() => {
    throw new Error('The server ended before it was up.');
  });
  await Promise.race([untilHealthy(port), ended]);
  return child;
}
