import { LATEST } from '#lib/sandbox/cloud/lambda/functions';
import type { Alias, Version } from '#lib/sandbox/cloud/lambda/model';
import { arnOf } from '#lib/sandbox/cloud/lambda/names';

/** A version as Lambda tells of it. `qualifier` is how the caller named it: that is in the ARN, too. */
export function describeVersion(version: Version, qualifier?: string) {
  const { settings } = version;
  const suffix = qualifier ?? (version.version === LATEST ? undefined : version.version);
  return {
    FunctionName: version.functionName,
    FunctionArn: arnOf(version.functionName, suffix),
    Version: version.version,
    CodeSha256: version.codeSha256,
    CodeSize: version.codeSize,
    RevisionId: version.revisionId,
    LastModified: new Date(version.modifiedAt).toISOString().replace('Z', '+0000'),
    State: version.state,
    ...(version.stateReasonCode
      ? { StateReasonCode: version.stateReasonCode, StateReason: reasonOf(version.stateReasonCode) }
      : {}),
    LastUpdateStatus: version.lastUpdateStatus,
    Description: settings.description,
    Role: settings.role,
    Runtime: settings.runtime,
    Handler: settings.entryPoint,
    Timeout: settings.timeoutSeconds,
    MemorySize: settings.memoryMb,
    Architectures: settings.architectures,
    PackageType: 'Zip',
    TracingConfig: { Mode: 'PassThrough' },
    ...(Object.keys(settings.environment).length > 0
      ? { Environment: { Variables: settings.environment } }
      : {}),
    ...(settings.layers.length > 0 ? { Layers: settings.layers.map((Arn) => ({ Arn, CodeSize: 0 })) } : {}),
    ...(settings.deadLetterArn === undefined
      ? {}
      : { DeadLetterConfig: { TargetArn: settings.deadLetterArn } }),
  };
}

function reasonOf(code: string): string {
  if (code === 'Creating') return 'The function is being created.';
  if (code === 'Idle') return 'The function has been idle.';
  if (code === 'Restoring') return 'The function is being restored.';
  return `The function can't be run: ${code}.`;
}

/** An alias as Lambda tells of it; without weights there is no RoutingConfig. */
export function describeAlias(alias: Alias) {
  return {
    AliasArn: arnOf(alias.functionName, alias.name),
    Name: alias.name,
    FunctionVersion: alias.version,
    Description: alias.description,
    RevisionId: alias.revisionId,
    ...(alias.extra
      ? { RoutingConfig: { AdditionalVersionWeights: { [alias.extra.version]: alias.extra.weight } } }
      : {}),
  };
}
