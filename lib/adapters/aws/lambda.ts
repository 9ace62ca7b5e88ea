import type { AliasConfiguration, FunctionConfiguration as SdkConfiguration } from '@aws-sdk/client-lambda';
import { type AwsAccount, clientSettings } from '#lib/adapters/aws/account';
import { Acting } from '#lib/adapters/aws/acting';
import { everyPage, Reading } from '#lib/adapters/aws/reading';
import { REAL_WAITING, type Waiting } from '#lib/adapters/aws/waiting';
import type {
  FunctionAlias,
  FunctionConfiguration,
  FunctionMover,
  FunctionPruner,
  Functions,
  FunctionVersion,
} from '#lib/core/functions';

// A third of what AWS allows, so that a rollback never waits behind those who look.
const READS_A_SECOND = 5;

/** What a call that only looks whether the function answers brings along. */
const PROBE = new TextEncoder().encode(JSON.stringify({ source: 'flightdeck.probe' }));

/** AWS Lambda behind the port. */
export async function openFunctions(
  account: AwsAccount,
  waiting: Waiting = REAL_WAITING,
): Promise<Functions & { close(): void }> {
  const sdk = await import('@aws-sdk/client-lambda');
  const client = new sdk.LambdaClient(clientSettings(account));
  const reading = new Reading('AWS Lambda', READS_A_SECOND, waiting);
  return {
    async list(asker) {
      const page = (Marker: string | undefined) =>
        reading.once('list the functions', asker, (abortSignal) =>
          client.send(new sdk.ListFunctionsCommand({ Marker }), { abortSignal }),
        );
      const all = await everyPage(page, ({ Functions: items, NextMarker: next }) => ({ items, next }));
      return all.flatMap(({ FunctionName }) => FunctionName ?? []).sort();
    },
    async versions(FunctionName, asker) {
      const page = (Marker: string | undefined) =>
        reading.once(`list the versions of ${FunctionName}`, asker, (abortSignal) =>
          client.send(new sdk.ListVersionsByFunctionCommand({ FunctionName, Marker }), { abortSignal }),
        );
      const all = await everyPage(page, ({ Versions: items, NextMarker: next }) => ({ items, next }));
      return all.flatMap((found) => versionOf(found) ?? []).sort((a, b) => a.version - b.version);
    },
    async aliases(FunctionName, asker) {
      const page = (Marker: string | undefined) =>
        reading.once(`list the aliases of ${FunctionName}`, asker, (abortSignal) =>
          client.send(new sdk.ListAliasesCommand({ FunctionName, Marker }), { abortSignal }),
        );
      const all = await everyPage(page, ({ Aliases: items, NextMarker: next }) => ({ items, next }));
      return all.map(aliasOf);
    },
    close: () => client.destroy(),
  };
}

/** Moves aliases, and calls functions as their users do. */
export async function openMover(
  account: AwsAccount,
  waiting: Waiting = REAL_WAITING,
): Promise<FunctionMover & { close(): void }> {
  const sdk = await import('@aws-sdk/client-lambda');
  const client = new sdk.LambdaClient(clientSettings(account));
  const acting = new Acting('AWS Lambda', waiting);
  return {
    move({ functionName: FunctionName, alias: Name, toVersion, second, revisionId, description }, asker) {
      const command = new sdk.UpdateAliasCommand({
        FunctionName,
        Name,
        FunctionVersion: `${toVersion}`,
        // Left out, the weights stay, and some of the traffic with the version that was left.
        RoutingConfig: { AdditionalVersionWeights: second ? { [second.version]: second.weight } : {} },
        RevisionId: revisionId,
        Description: description,
      });
      return acting.once(`move ${Name} of ${FunctionName}`, asker, async (abortSignal) => {
        const answer = await client.send(command, { abortSignal });
        return { value: aliasOf(answer), awsRequestId: answer.$metadata.requestId ?? null };
      });
    },
    invoke(FunctionName, Qualifier, asker) {
      const command = new sdk.InvokeCommand({ FunctionName, Qualifier, Payload: PROBE });
      return acting.once(`call ${FunctionName}`, asker, async (abortSignal) => {
        const begun = waiting.now();
        const answer = await client.send(command, { abortSignal });
        const value = {
          executedVersion: answer.ExecutedVersion ?? null,
          isError: answer.FunctionError !== undefined,
          durationMs: waiting.now() - begun,
        };
        return { value, awsRequestId: answer.$metadata.requestId ?? null };
      });
    },
    close: () => client.destroy(),
  };
}

/** Deletes versions one by one, each by its number. */
export async function openPruner(
  account: AwsAccount,
  waiting: Waiting = REAL_WAITING,
): Promise<FunctionPruner & { close(): void }> {
  const sdk = await import('@aws-sdk/client-lambda');
  const client = new sdk.LambdaClient(clientSettings(account));
  const acting = new Acting('AWS Lambda', waiting);
  return {
    deleteVersion(FunctionName, version, asker) {
      const command = new sdk.DeleteFunctionCommand({ FunctionName, Qualifier: `${version}` });
      return acting.once(`delete version ${version} of ${FunctionName}`, asker, async (abortSignal) => {
        const answer = await client.send(command, { abortSignal });
        return { value: null, awsRequestId: answer.$metadata.requestId ?? null };
      });
    },
    close: () => client.destroy(),
  };
}

/** Null for `$LATEST`, which the list begins with. */
function versionOf(found: SdkConfiguration): FunctionVersion | null {
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

function configurationOf(found: SdkConfiguration): FunctionConfiguration {
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

function aliasOf(found: AliasConfiguration): FunctionAlias {
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
