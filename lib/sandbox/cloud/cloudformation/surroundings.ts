import type { Resource } from '#lib/sandbox/cloud/cloudformation/requests';
import type { Surroundings } from '#lib/sandbox/cloud/cloudformation/stacks';
import type { Alarms } from '#lib/sandbox/cloud/cloudwatch/alarms';
import { WireError } from '#lib/sandbox/cloud/frame/wire';
import { updateAlias } from '#lib/sandbox/cloud/lambda/alias-operations';
import type { Functions } from '#lib/sandbox/cloud/lambda/functions';

/** What stacks see and do: alarms are watched, and aliases that a stack owns are moved by it. */
export function surroundingsOf(alarms: Alarms, functions: Functions): Surroundings {
  return {
    isTriggered: (arn) => (alarms.get(arn.replace(/^.*:alarm:/, ''))?.state ?? 'ALARM') === 'ALARM',
    apply: (resource) =>
      resource.Type === 'AWS::Lambda::Alias' ? moveAlias(functions, resource) : undefined,
  };
}

function moveAlias(functions: Functions, { Properties }: Resource): string | undefined {
  const { FunctionName, Name, FunctionVersion } = Properties;
  if (!functions.findAlias(String(FunctionName), String(Name))) return undefined;
  try {
    updateAlias(functions, {
      FunctionName,
      Name,
      FunctionVersion,
      RoutingConfig: { AdditionalVersionWeights: {} },
    });
    return undefined;
  } catch (error) {
    if (error instanceof WireError) return error.message;
    throw error;
  }
}
