import type {
  Stack as SdkStack,
  StackEvent as SdkStackEvent,
  StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { type AwsAccount, clientSettings } from '#lib/adapters/aws/account';
import { Acting } from '#lib/adapters/aws/acting';
import { ownedAliases } from '#lib/adapters/aws/cloudformation-alias';
import { everyPage, Reading } from '#lib/adapters/aws/reading';
import { REAL_WAITING, type Waiting } from '#lib/adapters/aws/waiting';
import { AppError } from '#lib/core/errors';
import type { Stack, StackEvent, StackMover, StackResource, Stacks } from '#lib/core/stacks';

// Stacks change rarely, and a change that follows its events asks every few seconds.
const READS_A_SECOND = 2;

/** AWS CloudFormation behind the port. */
export async function openStacks(
  account: AwsAccount,
  waiting: Waiting = REAL_WAITING,
): Promise<Stacks & { close(): void }> {
  const sdk = await import('@aws-sdk/client-cloudformation');
  const client = new sdk.CloudFormationClient(clientSettings(account));
  const reading = new Reading('AWS CloudFormation', READS_A_SECOND, waiting);

  async function described(StackName: string, asker?: AbortSignal): Promise<SdkStack> {
    const { Stacks: [found] = [] } = await reading.once(`read stack ${StackName}`, asker, (abortSignal) =>
      client.send(new sdk.DescribeStacksCommand({ StackName }), { abortSignal }),
    );
    if (!found) throw new AppError('not_found', `AWS has no stack ${StackName}.`);
    return found;
  }

  const eventPage = (StackName: string, asker?: AbortSignal) => (NextToken: string | undefined) =>
    reading.once(`read the events of stack ${StackName}`, asker, (abortSignal) =>
      client.send(new sdk.DescribeStackEventsCommand({ StackName, NextToken }), { abortSignal }),
    );

  async function resourcesOf(StackName: string, asker?: AbortSignal): Promise<StackResource[]> {
    const page = (NextToken: string | undefined) =>
      reading.once(`list the resources of stack ${StackName}`, asker, (abortSignal) =>
        client.send(new sdk.ListStackResourcesCommand({ StackName, NextToken }), { abortSignal }),
      );
    const all = await everyPage(page, (found) => ({
      items: found.StackResourceSummaries,
      next: found.NextToken,
    }));
    return all.map(resourceOf);
  }

  return {
    async list(asker) {
      const page = (NextToken: string | undefined) =>
        reading.once('list the stacks', asker, (abortSignal) =>
          client.send(new sdk.DescribeStacksCommand({ NextToken }), { abortSignal }),
        );
      const all = await everyPage(page, ({ Stacks: items, NextToken: next }) => ({ items, next }));
      return all.map(stackOf).sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    one: async (stack, asker) => stackOf(await described(stack, asker)),
    async events(stack, { since, token }, asker) {
      // AWS tells the newest first, so what lies before the moment needs no page.
      const all = await everyPage(eventPage(stack, asker), ({ StackEvents: found, NextToken }) => {
        const oldest = found?.at(-1)?.Timestamp;
        const isPast = since !== undefined && oldest !== undefined && oldest < since;
        return { items: found, next: isPast ? undefined : NextToken };
      });
      return all
        .map(eventOf)
        .filter((event) => (since === undefined || event.at >= since) && (!token || event.token === token))
        .reverse();
    },
    async findEvent(stack, isWanted, asker) {
      const wanted = await everyPage(eventPage(stack, asker), ({ StackEvents: found = [], NextToken }) => {
        const event = found.map(eventOf).find(isWanted);
        return { items: event && [event], next: event ? undefined : NextToken };
      });
      return wanted[0] ?? null;
    },
    async latestEvents(stack, asker) {
      const { StackEvents: found = [] } = await eventPage(stack, asker)(undefined);
      return found.map(eventOf);
    },
    resources: resourcesOf,
    async aliases(stack, asker) {
      const resources = await resourcesOf(stack, asker);
      if (!resources.some(({ type }) => type === 'AWS::Lambda::Alias')) return [];
      const { Parameters = [] } = await described(stack, asker);
      // Processed, a template of SAM says what it makes, and says it in JSON.
      const command = new sdk.GetTemplateCommand({ StackName: stack, TemplateStage: 'Processed' });
      const { TemplateBody = '' } = await reading.once(
        `read the template of stack ${stack}`,
        asker,
        (abortSignal) => client.send(command, { abortSignal }),
      );
      const parameters = new Map(
        Parameters.map(({ ParameterKey = '', ResolvedValue, ParameterValue = '' }) => [
          ParameterKey,
          ResolvedValue ?? ParameterValue,
        ]),
      );
      return ownedAliases({ template: TemplateBody, resources, parameters });
    },
    close: () => client.destroy(),
  };
}

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

function stackOf(found: SdkStack): Stack {
  return {
    name: found.StackName ?? '',
    id: found.StackId ?? '',
    status: found.StackStatus ?? 'UNKNOWN',
    statusReason: found.StackStatusReason ?? null,
    description: found.Description ?? '',
    parameterNames: (found.Parameters ?? []).flatMap(({ ParameterKey }) => ParameterKey ?? []).sort(),
    tags: Object.fromEntries((found.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
    rootId: found.RootId ?? found.ParentId ?? null,
    createdAt: found.CreationTime ?? new Date(0),
    changedAt: found.LastUpdatedTime ?? null,
  };
}

function eventOf(found: SdkStackEvent): StackEvent {
  return {
    id: found.EventId ?? '',
    at: found.Timestamp ?? new Date(0),
    logicalId: found.LogicalResourceId ?? '',
    physicalId: found.PhysicalResourceId ?? '',
    type: found.ResourceType ?? '',
    status: found.ResourceStatus ?? '',
    reason: found.ResourceStatusReason ?? null,
    token: found.ClientRequestToken ?? null,
  };
}

function resourceOf(found: StackResourceSummary): StackResource {
  return {
    logicalId: found.LogicalResourceId ?? '',
    physicalId: found.PhysicalResourceId ?? '',
    type: found.ResourceType ?? '',
    status: found.ResourceStatus ?? '',
    reason: found.ResourceStatusReason ?? null,
    changedAt: found.LastUpdatedTimestamp ?? null,
  };
}
