import type { Metrics } from '#lib/sandbox/cloud/cloudwatch/metrics';
import { type Behaviour, behaviourOf, draw } from '#lib/sandbox/cloud/code/behaviour';
import type { Random } from '#lib/sandbox/cloud/frame/random';
import { WireError } from '#lib/sandbox/cloud/frame/wire';
import type { Functions } from '#lib/sandbox/cloud/lambda/functions';
import type { InFlight } from '#lib/sandbox/cloud/lambda/in-flight';
import type { Version } from '#lib/sandbox/cloud/lambda/model';
import { arnOf } from '#lib/sandbox/cloud/lambda/names';
import { conflict, notFound } from '#lib/sandbox/cloud/lambda/refusals';
import { routeCall } from '#lib/sandbox/cloud/lambda/route-call';
import type { Troubles } from '#lib/sandbox/cloud/trouble/troubles';

/** What calling a function needs beside the functions. */
export interface Calling {
  functions: Functions;
  inFlight: InFlight;
  metrics: Metrics;
  behaviours: Map<string, Behaviour>;
  troubles: Troubles;
}

interface Target {
  name: string;
  qualifier?: string;
}

interface Called {
  version: Version;
  behaviour: Behaviour;
  durationMs: number;
  failure?: { errorType: string; errorMessage: string };
}

/** Why a version that has failed can't be called, by its reason code. */
const FAILURES: Record<string, string> = {
  KMSKeyNotFound: 'KMSNotFoundException',
  DisabledKMSKey: 'KMSDisabledException',
  SubnetOutOfIPAddresses: 'SubnetIPAddressLimitReachedException',
  EFSMountFailure: 'EFSMountFailureException',
  InvalidRuntime: 'InvalidRuntimeException',
};

/**
 * Calls a function once at time `now`, as AWS would let it be called.
 *
 * @throws WireError when it can't be called: throttled, not there, not Active
 */
export function callFunction(calling: Calling, target: Target, now: number, random: Random): Called {
  const { functions, inFlight, metrics } = calling;
  const { name, qualifier } = target;
  const alias = qualifier === undefined ? undefined : functions.findAlias(name, qualifier);
  const resource = qualifier === undefined ? name : `${name}:${qualifier}`;
  const number = alias ? routeCall(alias, now, random) : qualifier;
  const { reservedConcurrency } = functions.get(name);
  const version = functions.findVersion(name, number ?? '$LATEST');
  if (!version) throw notFound(arnOf(name, qualifier));
  const executed = alias ? version.version : '';
  if (reservedConcurrency !== undefined && inFlight.count(name) >= reservedConcurrency) {
    metrics.addInvocation(name, now, resource, executed, { throttles: 1 });
    throw throttled();
  }
  const usable = wake(functions, version);
  const behaviour = calling.troubles.apply(name, behaviourAt(calling, usable), now);
  const outcome = draw(behaviour, usable.settings.timeoutSeconds, random);
  inFlight.begin({
    functionName: name,
    resource,
    version: executed,
    startedAt: now,
    durationMs: outcome.durationMs,
    hasFailed: outcome.failure !== undefined,
  });
  return { version: usable, behaviour, ...outcome };
}

function throttled(): WireError {
  return new WireError('TooManyRequestsException', 'Rate Exceeded.', 429, {
    Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
  });
}

/** A version that can be called; a call of one that is Inactive fails, and begins to bring it back. */
function wake(functions: Functions, version: Version): Version {
  const { world } = functions;
  if (version.state === 'Inactive') {
    functions.putVersion({
      ...version,
      state: 'Pending',
      stateReasonCode: 'Restoring',
      revisionId: world.random.uuid(),
      settlesAt: world.now() + world.settings.createMs,
    });
    throw new WireError(
      'ResourceNotReadyException',
      'The function is inactive. It is being restored; try again.',
      502,
    );
  }
  if (version.state === 'Pending') {
    throw conflict(
      'The operation cannot be performed at this time. The function is currently in the following state: Pending',
    );
  }
  if (version.state === 'Failed') {
    const code = version.stateReasonCode ?? '';
    throw new WireError(FAILURES[code] ?? 'ServiceException', `The function can't be run: ${code}.`, 502);
  }
  const isLongAgo = world.now() - version.lastUsedAt > world.settings.idleMs / 24;
  return isLongAgo ? functions.putVersion({ ...version, lastUsedAt: world.now() }) : version;
}

function behaviourAt({ functions, behaviours }: Calling, { blob }: Version): Behaviour {
  const known = behaviours.get(blob);
  if (known) return known;
  const behaviour = behaviourOf(functions.world.blobs.get(blob));
  behaviours.set(blob, behaviour);
  return behaviour;
}
