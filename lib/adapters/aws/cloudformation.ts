import { type AwsAccount, clientSettings } from '#lib/adapters/aws/account';
import { ownedAliases } from '#lib/adapters/aws/cloudformation-alias';
import { stackCalls } from '#lib/adapters/aws/cloudformation-calls';
import { eventOf, parametersOf, resourceOf, stackOf } from '#lib/adapters/aws/cloudformation-shapes';
import { everyPage, Reading } from '#lib/adapters/aws/reading';
import { REAL_WAITING, type Waiting } from '#lib/adapters/aws/waiting';
import type { StackResource, Stacks } from '#lib/core/stacks';

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
  return { ...stacksOver(stackCalls(sdk, client, reading)), close: () => client.destroy() };
}

type Calls = ReturnType<typeof stackCalls>;

function stacksOver(calls: Calls): Stacks {
  return {
    async list(asker) {
      const all = await everyPage(calls.stackPage(asker), ({ Stacks: items, NextToken: next }) => ({
        items,
        next,
      }));
      return all.map(stackOf).sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    one: async (stack, asker) => stackOf(await calls.stack(stack, asker)),
    async events(stack, { since, token }, asker) {
      // AWS tells the newest first, so what lies before the moment needs no page.
      const all = await everyPage(calls.eventPage(stack, asker), ({ StackEvents: items, NextToken }) => {
        const oldest = items?.at(-1)?.Timestamp;
        const isPast = since !== undefined && oldest !== undefined && oldest < since;
        return { items, next: isPast ? undefined : NextToken };
      });
      return all
        .map(eventOf)
        .filter((event) => (since === undefined || event.at >= since) && (!token || event.token === token))
        .reverse();
    },
    async findEvent(stack, isWanted, asker) {
      const pages = calls.eventPage(stack, asker);
      const wanted = await everyPage(pages, ({ StackEvents: found = [], NextToken }) => {
        const event = found.map(eventOf).find(isWanted);
        return { items: event && [event], next: event ? undefined : NextToken };
      });
      return wanted[0] ?? null;
    },
    async latestEvents(stack, asker) {
      const { StackEvents: found = [] } = await calls.eventPage(stack, asker)(undefined);
      return found.map(eventOf);
    },
    resources: (stack, asker) => resourcesOf(calls, stack, asker),
    async aliases(stack, asker) {
      const resources = await resourcesOf(calls, stack, asker);
      if (!resources.some(({ type }) => type === 'AWS::Lambda::Alias')) return [];
      const { Parameters } = await calls.stack(stack, asker);
      const template = await calls.template(stack, asker);
      return ownedAliases({ template, resources, parameters: parametersOf(Parameters) });
    },
  };
}

async function resourcesOf(
  calls: Calls,
  stack: string,
  asker: AbortSignal | undefined,
): Promise<StackResource[]> {
  const all = await everyPage(
    calls.resourcePage(stack, asker),
    ({ StackResourceSummaries: items, NextToken: next }) => ({ items, next }),
  );
  return all.map(resourceOf);
}
