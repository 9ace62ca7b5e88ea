import { type WireAnswer, WireError, type WireRequest } from '#lib/sandbox/cloud/frame/wire';
import { type Calling, callFunction } from '#lib/sandbox/cloud/lambda/call-function';

const PATH = /^\/_gateway\/([\w-]+)(\/.*)?$/;

/** Whether a request comes to the API in front of the functions: `/_gateway/FUNCTION/…`, unsigned as users are. */
export function isForGateway({ path }: WireRequest): boolean {
  return PATH.test(path);
}

/** Calls a function through its alias `live`, as its users do; `/health` answers what its health endpoint says. */
export function answerGateway(calling: Calling, { path }: WireRequest): WireAnswer {
  const [, name = '', rest = '/'] = PATH.exec(path) ?? [];
  const { world } = calling.functions;
  try {
    const called = callFunction(calling, { name, qualifier: 'live' }, world.now(), world.random);
    const { behaviour, failure, version, durationMs } = called;
    const status = failure ? 502 : rest === '/health' ? behaviour.healthStatus : 200;
    const body = failure
      ? { message: 'Internal server error' }
      : { function: name, version: version.version };
    const isWaiting = !world.clock.isStepped && world.settings.invokesTakeTime;
    return { ...json(status, body), ...(isWaiting ? { afterMs: durationMs } : {}) };
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return json(error.status === 404 ? 404 : 502, { message: 'Internal server error' });
  }
}

function json(status: number, body: object): WireAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
