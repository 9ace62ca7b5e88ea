import type { SeenStack } from '#lib/core/live';
import type { OwnedAlias, StackEvent, StackResource } from '#lib/core/stacks';
import type { ServedAlias, ServedStack, ServedStackEvent, ServedStackResource } from '#lib/stacks/answers';
import { environmentOfStack } from '#lib/stacks/environment-of-stack';
import { stackNameOf, type WayBack } from '#lib/stacks/way-back';

/** A stack as it is served, with what can be done in its status. */
export function servedStack(stack: SeenStack, way: WayBack): ServedStack {
  const { rootId, createdAt, changedAt, aliases, ...told } = stack;
  return {
    ...told,
    ...way,
    environment: environmentOfStack(stack),
    nestedIn: rootId === null ? null : stackNameOf(rootId),
    createdAt: createdAt.toISOString(),
    changedAt: changedAt?.toISOString() ?? null,
    aliases: aliases.map(servedAlias),
  };
}

function servedAlias({ functionName, alias, version }: OwnedAlias): ServedAlias {
  return { function: functionName, alias, version: version === null ? null : `${version}` };
}

export function servedEvent({ physicalId: _, at, ...event }: StackEvent): ServedStackEvent {
  return { ...event, at: at.toISOString() };
}

export function servedResource({ changedAt, ...resource }: StackResource): ServedStackResource {
  return { ...resource, changedAt: changedAt?.toISOString() ?? null };
}
