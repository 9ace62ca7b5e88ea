import { z } from 'zod';
import { Behaviour, behaviourOf, packageOf } from '#lib/sandbox/cloud/code/behaviour';
import { updateAlias } from '#lib/sandbox/cloud/lambda/alias-operations';
import { type Functions, LATEST } from '#lib/sandbox/cloud/lambda/functions';
import type { Version } from '#lib/sandbox/cloud/lambda/model';
import { publish } from '#lib/sandbox/cloud/lambda/publish';

export const Shipment = z.strictObject({
  functionName: z.string().min(1),
  kind: z.enum(['failing', 'slow', 'sound']),
  /** Part of the calls that fail, of a failing one. */
  errorRate: z.number().min(0).max(1).default(0.3),
  alias: z.string().default('live'),
});
type Shipment = z.infer<typeof Shipment>;

const MESSAGES: Record<Shipment['kind'], string> = {
  failing: 'Parse dates with the new library',
  slow: 'Check every link before the answer',
  sound: 'Say what was left out',
};

/** Does what a pipeline does: new code, a new version, and the alias moved to it, all at once. */
export function ship(
  functions: Functions,
  shipment: Shipment,
): { version: string; from: string; commit: string } {
  const { functionName, alias, kind } = shipment;
  const { world } = functions;
  const from = functions.aliasAt(functionName, alias);
  const commit = world.random.uuid().replaceAll('-', '').slice(0, 7).replace(/^./, '7');
  const before = behaviourOf(world.blobs.get(functions.versionAt(functionName, from.version).blob));
  const code = packageOf(shippedBehaviour(before, shipment, commit));
  const blob = world.blobs.put(code);
  const { settlesAt: _, ...latest } = functions.versionAt(functionName, LATEST);
  const next = functions.putVersion({
    ...latest,
    blob,
    codeSha256: Buffer.from(blob, 'hex').toString('base64'),
    codeSize: code.length,
    modifiedAt: world.now(),
    revisionId: world.random.uuid(),
    state: 'Active',
    lastUpdateStatus: 'Successful',
  });
  const version = ready(functions, publish(functions, next, `${commit} ${MESSAGES[kind]}`));
  updateAlias(functions, {
    FunctionName: functionName,
    Name: alias,
    FunctionVersion: version.version,
    RoutingConfig: { AdditionalVersionWeights: {} },
    Description: `Deploy of ${commit}`,
  });
  return { version: version.version, from: from.version, commit };
}

/** The pipeline has waited until it is Active. */
function ready(functions: Functions, version: Version): Version {
  const { settlesAt: _, stateReasonCode: __, ...rest } = version;
  return functions.putVersion({ ...rest, state: 'Active', revisionId: functions.world.random.uuid() });
}

function shippedBehaviour(before: Behaviour, { kind, errorRate }: Shipment, commit: string): Behaviour {
  if (kind === 'slow') return Behaviour.parse({ ...before, commit, medianMs: 5200, p95Ms: 7800 });
  if (kind === 'sound') return soundBehaviour(before, commit);
  const failure = {
    errorType: 'TypeError',
    errorMessage: "Cannot read properties of undefined (reading 'toISOString')",
  };
  return Behaviour.parse({ ...before, ...failure, commit, errorRate, healthStatus: 500 });
}

/** As before, without what may have been wrong with it. */
function soundBehaviour(before: Behaviour, commit: string): Behaviour {
  const medianMs = Math.min(before.medianMs, 600);
  const p95Ms = Math.min(before.p95Ms, 1500);
  const errorRate = Math.min(before.errorRate, 0.002);
  return Behaviour.parse({ ...before, commit, medianMs, p95Ms, errorRate, healthStatus: 200 });
}
