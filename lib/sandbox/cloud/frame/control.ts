import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import type { CallLog } from '#lib/sandbox/cloud/frame/call-log';
import { Fault, type Faults } from '#lib/sandbox/cloud/frame/faults';
import { Settings } from '#lib/sandbox/cloud/frame/settings';
import { WireError, type WireRequest } from '#lib/sandbox/cloud/frame/wire';
import type { World } from '#lib/sandbox/cloud/frame/world';

/** What can be asked of the sandbox itself, by `METHOD /path` under `/_sandbox`. */
export type Controls = Record<string, (body: unknown, request: WireRequest) => unknown>;

interface Parts {
  world: World;
  faults: Faults;
  log: CallLog;
  live(): void;
}

/** Controls of the frame: time, faults, calls, settings. */
export function frameControls({ world, faults, log, live }: Parts): Controls {
  return {
    'GET /': () => ({ now: new Date(world.now()).toISOString(), isStepped: world.clock.isStepped }),
    'POST /clock': (body) => {
      stepThrough(world, z.strictObject({ stepMs: z.number().min(0) }).parse(body).stepMs, live);
      return { now: new Date(world.now()).toISOString() };
    },
    'GET /calls': (_, { query }) => log.after(Number(query.get('after') ?? 0)),
    'GET /faults': () => faults.list(),
    'POST /faults': (body) => {
      faults.order(z.array(Fault).parse(body));
      return faults.list();
    },
    'DELETE /faults': () => {
      faults.clear();
      return [];
    },
    'POST /release': () => ({ released: faults.release() }),
    'GET /settings': () => world.settings,
    'PATCH /settings': (body) => {
      world.settings = Settings.parse({
        ...world.settings,
        ...z.record(z.string(), z.unknown()).parse(body),
      });
      return world.settings;
    },
  };
}

/** Second by second, so that everything happens at its time. */
function stepThrough(world: World, milliseconds: number, live: () => void): void {
  for (let left = milliseconds; left > 0; ) {
    const next = Math.min(left, 1000 - (world.now() % 1000));
    world.step(next);
    left -= next;
    live();
  }
}

/** Answers a request to the sandbox itself. */
export function control(
  world: World,
  controls: Controls,
  request: WireRequest,
  response: ServerResponse,
): void {
  const act = controls[`${request.method} ${request.path.replace(/^\/_sandbox\/?/, '/')}`];
  if (!act) {
    answer(response, 404, { message: 'The sandbox has no such control.' });
    return;
  }
  try {
    const text = request.body.toString('utf8');
    const result = act(text === '' ? {} : JSON.parse(text), request);
    world.store.commit();
    answer(response, 200, result);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    answer(response, error instanceof WireError ? error.status : 400, { message });
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
