import type { AliasConfiguration, FunctionConfiguration as SdkConfiguration } from '@aws-sdk/client-lambda';
import type { FunctionAlias, FunctionConfiguration, FunctionVersion } from '#lib/core/functions';

/** Null for `$LATEST`, which the list begins with. */
export function versionOf(found: SdkConfiguration): FunctionVersion | null {
  const version = numberOf(found.Version);
  if (version === null) return null;
  return {
    version,
    codeSha256: found.CodeSha256 ?? '',
    publishedAt: new Date(found.LastModified ?? 0),
    description: found.Description ?? '',
    state: found.State ?? 'Unknown',
    stateReason: found.StateReason ?? null,
    configuration: configurationOf(found),
  };
}

/** What it runs with; of its environment the names alone. */
export function configurationOf(found: SdkConfiguration): FunctionConfiguration {
  return {
    runtime: found.Runtime ?? '',
    handler: found.Handler ?? '',
    memoryMb: found.MemorySize ?? 0,
    timeoutSeconds: found.Timeout ?? 0,
    role: found.Role ?? '',
    architectures: [...(found.Architectures ?? [])],
    layers: (found.Layers ?? []).flatMap(({ Arn }) => Arn ?? []),
    environmentNames: Object.keys(found.Environment?.Variables ?? {}).sort(),
  };
}

/** An alias as the port has it. */
export function aliasOf(found: AliasConfiguration): FunctionAlias {
  const [second] = Object.entries(found.RoutingConfig?.AdditionalVersionWeights ?? {});
  return {
    name: found.Name ?? '',
    version: numberOf(found.FunctionVersion) ?? '$LATEST',
    second: second ? { version: Number(second[0]), weight: second[1] } : null,
    revisionId: found.RevisionId ?? '',
    description: found.Description ?? '',
  };
}

function numberOf(version: string | undefined): number | null {
  return version !== undefined && /^\d+$/.test(version) ? Number(version) : null;
}
