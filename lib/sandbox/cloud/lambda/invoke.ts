import { parseInput } from '#lib/sandbox/cloud/frame/parse-input';
import type { WireAnswer } from '#lib/sandbox/cloud/frame/wire';
import { type Calling, callFunction } from '#lib/sandbox/cloud/lambda/call-function';
import { parseName } from '#lib/sandbox/cloud/lambda/names';
import { Invoke } from '#lib/sandbox/cloud/lambda/requests';

/** One real call, and with it which version ran. */
export function invoke(calling: Calling, input: unknown): WireAnswer {
  const request = parseInput(Invoke, input);
  const target = parseName(request.FunctionName, request.Qualifier);
  const { world } = calling.functions;
  if (request.InvocationType === 'DryRun') {
    calling.functions.versionAt(target.name, target.qualifier);
    return { status: 204, headers: {}, body: '' };
  }
  const called = callFunction(calling, target, world.now(), world.random);
  if (request.InvocationType === 'Event') return { status: 202, headers: {}, body: '' };
  const { version, failure, durationMs, behaviour } = called;
  const isHealth = request.Payload.includes('"/health"');
  const statusCode = isHealth ? behaviour.healthStatus : 200;
  const payload = failure ?? {
    statusCode,
    body: JSON.stringify({
      function: version.functionName,
      version: version.version,
      commit: behaviour.commit,
    }),
  };
  const log = `REPORT Duration: ${durationMs}.00 ms\tMemory Size: ${version.settings.memoryMb} MB`;
  return {
    status: 200,
    headers: {
      'content-type': 'application/json',
      'x-amz-executed-version': version.version,
      ...(failure ? { 'x-amz-function-error': 'Unhandled' } : {}),
      ...(request.LogType === 'Tail' ? { 'x-amz-log-result': Buffer.from(log).toString('base64') } : {}),
    },
    body: JSON.stringify(payload),
    ...(world.clock.isStepped || !world.settings.invokesTakeTime ? {} : { afterMs: durationMs }),
  };
}
