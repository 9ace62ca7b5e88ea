import type { Stack, StackEvent } from '#lib/sandbox/cloud/cloudformation/model';
import { members, type Xml } from '#lib/sandbox/cloud/frame/xml';

const iso = (at: number) => new Date(at).toISOString();

export function describeStack(stack: Stack): Xml {
  return {
    StackId: stack.id,
    StackName: stack.name,
    Description: stack.template.Description,
    CreationTime: iso(stack.createdAt),
    LastUpdatedTime: stack.updatedAt === undefined ? undefined : iso(stack.updatedAt),
    StackStatus: stack.status,
    StackStatusReason: stack.reason,
    DisableRollback: stack.isRollbackDisabled,
    RollbackConfiguration: {
      RollbackTriggers: members(stack.triggers.map((Arn) => ({ Arn, Type: 'AWS::CloudWatch::Alarm' }))),
      MonitoringTimeInMinutes: stack.monitoringMinutes,
    },
    Parameters: members(
      Object.entries(stack.parameters).map(([ParameterKey, ParameterValue]) => ({
        ParameterKey,
        ParameterValue,
      })),
    ),
    Tags: members(Object.entries(stack.tags).map(([Key, Value]) => ({ Key, Value }))),
  };
}

export function describeEvent(event: StackEvent): Xml {
  return {
    EventId: event.id,
    StackId: event.stackId,
    StackName: event.stackName,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: iso(event.at),
    ResourceStatus: event.status,
    ResourceStatusReason: event.reason,
    ClientRequestToken: event.token,
  };
}

export function describeResources(stack: Stack): Xml[] {
  return Object.entries(stack.resources).map(([id, resource]) => ({
    LogicalResourceId: id,
    PhysicalResourceId: resource.physicalId,
    ResourceType: resource.type,
    LastUpdatedTimestamp: iso(resource.updatedAt),
    ResourceStatus: resource.status,
    ResourceStatusReason: resource.reason,
    DriftInformation: { StackResourceDriftStatus: resource.isSkipped ? 'MODIFIED' : 'NOT_CHECKED' },
  }));
}
