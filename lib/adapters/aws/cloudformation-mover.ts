import { type AwsAccount, clientSettings } from '#lib/adapters/aws/account';
import { Acting } from '#lib/adapters/aws/acting';
import { REAL_WAITING, type Waiting } from '#lib/adapters/aws/waiting';
import type { StackMover } from '#lib/core/stacks';

/** Takes stacks back. */
export async function openStackMover(
  account: AwsAccount,
  waiting: Waiting = REAL_WAITING,
): Promise<StackMover & { close(): void }> {
  const sdk = await import('@aws-sdk/client-cloudformation');
  const client = new sdk.CloudFormationClient(clientSettings(account));
  const acting = new Acting('AWS CloudFormation', waiting);

  type Answer = Promise<{ $metadata: { requestId?: string | undefined } }>;
  const act = (deed: string, asker: AbortSignal | undefined, send: (abortSignal: AbortSignal) => Answer) =>
    acting.once(deed, asker, async (abortSignal) => {
      const { $metadata } = await send(abortSignal);
      return { value: null, awsRequestId: $metadata.requestId ?? null };
    });

  return {
    rollback({ stackId: StackName, token: ClientRequestToken }, asker) {
      const command = new sdk.RollbackStackCommand({ StackName, ClientRequestToken });
      return act('roll the stack back', asker, (abortSignal) => client.send(command, { abortSignal }));
    },
    continueRollback({ stackId: StackName, token: ClientRequestToken, resourcesToSkip }, asker) {
      const command = new sdk.ContinueUpdateRollbackCommand({
        StackName,
        ClientRequestToken,
        ...(resourcesToSkip.length > 0 ? { ResourcesToSkip: [...resourcesToSkip] } : {}),
      });
      return act("continue the stack's rollback", asker, (abortSignal) =>
        client.send(command, { abortSignal }),
      );
    },
    cancelUpdate({ stackId: StackName, token: ClientRequestToken }, asker) {
      const command = new sdk.CancelUpdateStackCommand({ StackName, ClientRequestToken });
      return act("cancel the stack's update", asker, (abortSignal) => client.send(command, { abortSignal }));
    },
    close: () => client.destroy(),
  };
}
