import { type AwsAccount, clientSettings } from '#lib/adapters/aws/account';
import { Acting } from '#lib/adapters/aws/acting';
import type { Budget } from '#lib/adapters/aws/call-budget';
import { openLambdaBudget } from '#lib/adapters/aws/lambda-budget';
import { invokeOnce } from '#lib/adapters/aws/lambda-invocation';
import { aliasOf, versionOf } from '#lib/adapters/aws/lambda-shape';
import { everyPage, Reading } from '#lib/adapters/aws/reading';
import { REAL_WAITING, type Waiting } from '#lib/adapters/aws/waiting';
import type { FunctionMover, FunctionPruner, Functions } from '#lib/core/functions';

/** AWS Lambda behind the port. */
export async function openFunctions(
  account: AwsAccount,
  waiting: Waiting = REAL_WAITING,
  budget: Budget = openLambdaBudget(waiting).changes,
): Promise<Functions & { close(): void }> {
  const sdk = await import('@aws-sdk/client-lambda');
  const client = new sdk.LambdaClient(clientSettings(account));
  const reading = new Reading('AWS Lambda', budget, waiting);
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
  budget: Budget = openLambdaBudget(waiting).changes,
): Promise<FunctionMover & { close(): void }> {
  const sdk = await import('@aws-sdk/client-lambda');
  const client = new sdk.LambdaClient(clientSettings(account));
  const acting = new Acting('AWS Lambda', waiting, budget);
  const calling = new Acting('AWS Lambda', waiting);
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
    invoke: (functionName, qualifier, asker) =>
      calling.once(`call ${functionName}`, asker, (abortSignal) =>
        invokeOnce({ sdk, client, waiting }, { functionName, qualifier }, abortSignal),
      ),
    close: () => client.destroy(),
  };
}

/** Deletes versions one by one, each by its number. */
export async function openPruner(
  account: AwsAccount,
  waiting: Waiting = REAL_WAITING,
  budget: Budget = openLambdaBudget(waiting).looks,
): Promise<FunctionPruner & { close(): void }> {
  const sdk = await import('@aws-sdk/client-lambda');
  const client = new sdk.LambdaClient(clientSettings(account));
  const acting = new Acting('AWS Lambda', waiting, budget);
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
