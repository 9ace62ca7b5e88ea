import type { LoggedCall } from '#lib/testing/cloud-sandbox';

const PLACE = 'us-east-1:000000000000';

/** Operations whose action has another name in policies. */
const ACTIONS: Record<string, string> = { 'lambda:Invoke': 'lambda:InvokeFunction' };

/** The action that AWS would look for in the caller's policy. */
export function actionOf({ service, operation }: LoggedCall): string {
  const name = `${service}:${operation}`;
  return ACTIONS[name] ?? name;
}

/** The ARN that AWS would compare with the caller's policy; `*` where an action is about nothing in particular. */
export function resourceOf({ service, operation, input }: LoggedCall): string {
  if (service === 'lambda' && typeof input.FunctionName === 'string') {
    // Only calls that act on a version or alias name it in their ARN.
    const isQualified = input.Qualifier !== undefined;
    const qualifier = isQualified ? `:${String(input.Qualifier)}` : '';
    return `arn:aws:lambda:${PLACE}:function:${input.FunctionName}${qualifier}`;
  }
  if (service === 'cloudwatch' && operation === 'DescribeAlarms')
    return `arn:aws:cloudwatch:${PLACE}:alarm:*`;
  return '*';
}
