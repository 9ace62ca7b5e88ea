import type { FunctionConfiguration as SdkConfiguration } from '@aws-sdk/client-lambda';
import { type AwsAccount, clientSettings } from '#lib/adapters/aws/account';
import { Acting } from '#lib/adapters/aws/acting';
import type { Budget } from '#lib/adapters/aws/call-budget';
import { openLambdaBudget } from '#lib/adapters/aws/lambda-budget';
import { invokeOnce } from '#lib/adapters/aws/lambda-invocation';
import { configurationOf, versionOf } from '#lib/adapters/aws/lambda-shape';
import { Reading } from '#lib/adapters/aws/reading';
import { REAL_WAITING, type Waiting } from '#lib/adapters/aws/waiting';
import type { FunctionDeployer, Package, WorkingCopy } from '#lib/core/deployer';
import { AppError } from '#lib/core/errors';

/** Makes new versions of Lambda functions; what is live stays what it is. */
export async function openDeployer(
  account: AwsAccount,
  waiting: Waiting = REAL_WAITING,
  budget: Budget = openLambdaBudget(waiting).changes,
): Promise<FunctionDeployer & { close(): void }> {
  const sdk = await import('@aws-sdk/client-lambda');
  const client = new sdk.LambdaClient(clientSettings(account));
  const acting = new Acting('AWS Lambda', waiting, budget);
  const calling = new Acting('AWS Lambda', waiting);
  const reading = new Reading('AWS Lambda', budget, waiting);
  return {
    latest: (FunctionName, asker) =>
      reading.once(`read ${FunctionName}`, asker, async (abortSignal) =>
        workingCopyOf(
          await client.send(new sdk.GetFunctionConfigurationCommand({ FunctionName }), { abortSignal }),
        ),
      ),
    updateCode({ functionName: FunctionName, code, revisionId: RevisionId }, asker) {
      const command = new sdk.UpdateFunctionCodeCommand({ FunctionName, RevisionId, ...sourceOf(code) });
      return acting.once(`update the code of ${FunctionName}`, asker, async (abortSignal) => {
        const answer = await client.send(command, { abortSignal });
        return { value: workingCopyOf(answer), awsRequestId: answer.$metadata.requestId ?? null };
      });
    },
    publish({ functionName: FunctionName, codeSha256, revisionId, description }, asker) {
      const command = new sdk.PublishVersionCommand({
        FunctionName,
        CodeSha256: codeSha256,
        RevisionId: revisionId,
        Description: description,
      });
      return acting.once(`publish a version of ${FunctionName}`, asker, async (abortSignal) => {
        const answer = await client.send(command, { abortSignal });
        const value = versionOf(answer);
        if (!value) throw new AppError('upstream', 'AWS Lambda published a version without a number.');
        return { value, awsRequestId: answer.$metadata.requestId ?? null };
      });
    },
    invoke: (functionName, version, asker) =>
      calling.once(`call version ${version} of ${functionName}`, asker, (abortSignal) =>
        invokeOnce({ sdk, client, waiting }, { functionName, qualifier: `${version}` }, abortSignal),
      ),
    close: () => client.destroy(),
  };
}

function sourceOf(code: Package) {
  if (code.kind === 'zip') return { ZipFile: code.bytes };
  const { bucket: S3Bucket, key: S3Key, objectVersion } = code;
  return { S3Bucket, S3Key, ...(objectVersion === null ? {} : { S3ObjectVersion: objectVersion }) };
}

function workingCopyOf(found: SdkConfiguration): WorkingCopy {
  return {
    codeSha256: found.CodeSha256 ?? '',
    codeBytes: found.CodeSize ?? 0,
    revisionId: found.RevisionId ?? '',
    state: found.State ?? 'Unknown',
    updateStatus: found.LastUpdateStatus ?? 'Unknown',
    updateReason: found.LastUpdateStatusReason ?? null,
    configuration: configurationOf(found),
  };
}
