import type {
  Parameter,
  Stack as SdkStack,
  StackEvent as SdkStackEvent,
  StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import type { Stack, StackEvent, StackResource } from '#lib/core/stacks';

export function stackOf(found: SdkStack): Stack {
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

export function eventOf(found: SdkStackEvent): StackEvent {
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

export function resourceOf(found: StackResourceSummary): StackResource {
  return {
    logicalId: found.LogicalResourceId ?? '',
    physicalId: found.PhysicalResourceId ?? '',
    type: found.ResourceType ?? '',
    status: found.ResourceStatus ?? '',
    reason: found.ResourceStatusReason ?? null,
    changedAt: found.LastUpdatedTimestamp ?? null,
  };
}

/** Parameters by name; one that names another place has the value that was found there. */
export function parametersOf(found: readonly Parameter[] = []): Map<string, string> {
  return new Map(
    found.map(({ ParameterKey = '', ResolvedValue, ParameterValue = '' }) => [
      ParameterKey,
      ResolvedValue ?? ParameterValue,
    ]),
  );
}
