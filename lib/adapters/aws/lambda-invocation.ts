import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { Waiting } from '#lib/adapters/aws/waiting';
import type { Invocation } from '#lib/core/functions';

/** What a call that only looks whether the function answers brings along. */
const PROBE = new TextEncoder().encode(JSON.stringify({ source: 'flightdeck.probe' }));

interface Caller {
  sdk: Pick<typeof import('@aws-sdk/client-lambda'), 'InvokeCommand'>;
  client: LambdaClient;
  waiting: Waiting;
}

/** Calls a function once through an alias or a version, as its users do. */
export async function invokeOnce(
  { sdk, client, waiting }: Caller,
  { functionName, qualifier }: { functionName: string; qualifier: string },
  abortSignal: AbortSignal,
): Promise<{ value: Invocation; awsRequestId: string | null }> {
  const command = new sdk.InvokeCommand({
    FunctionName: functionName,
    Qualifier: qualifier,
    Payload: PROBE,
  });
  const begun = waiting.now();
  const answer = await client.send(command, { abortSignal });
  const value = {
    executedVersion: answer.ExecutedVersion ?? null,
    isError: answer.FunctionError !== undefined,
    durationMs: waiting.now() - begun,
  };
  return { value, awsRequestId: answer.$metadata.requestId ?? null };
}
