import type { LoggedCall } from '#lib/testing/cloud-sandbox';

const PLACE = 'us-east-1:000000000000';

type Input = LoggedCall['input'];

/** Operations whose action has another name in policies. */
const ACTIONS: Record<string, string> = { 'lambda:Invoke': 'lambda:InvokeFunction' };

/** The action that AWS would look for in the caller's policy. */
export function actionOf({ service, operation }: LoggedCall): string {
  const name = `${service}:${operation}`;
  return ACTIONS[name] ?? name;
}

/** The ARNs that AWS would compare with the caller's policy; `*` where a call is about nothing in particular. */
export function resourcesOf({ service, operation, input }: LoggedCall): string[] {
  const found = RESOURCES[service]?.(input, operation) ?? [];
  return found.length > 0 ? found : ['*'];
}

const RESOURCES: Record<string, (input: Input, operation: string) => string[]> = {
  lambda: ({ FunctionName, Qualifier }) => {
    if (FunctionName === undefined) return [];
    // Only calls that act on a version or alias name it in their ARN.
    const qualifier = Qualifier === undefined ? '' : `:${String(Qualifier)}`;
    return [`arn:aws:lambda:${PLACE}:function:${String(FunctionName)}${qualifier}`];
  },
  cloudwatch: (_, operation) =>
    operation === 'DescribeAlarms' ? [`arn:aws:cloudwatch:${PLACE}:alarm:*`] : [],
  cloudformation: ({ StackName }) => {
    const stack = StackName === undefined ? '*' : String(StackName);
    return [stack.startsWith('arn:') ? stack : `arn:aws:cloudformation:${PLACE}:stack/${stack}/an-id`];
  },
  dynamodb: (input) => {
    const { RequestItems = {} } = input as { RequestItems?: object };
    const names = [
      input.TableName,
      input.SourceTableName,
      input.TargetTableName,
      ...Object.keys(RequestItems),
    ];
    const arns = [input.TableArn, input.BackupArn, input.ExportArn, input.ResourceArn];
    return [
      ...names.filter((name) => name !== undefined).map((name) => `arn:aws:dynamodb:${PLACE}:table/${name}`),
      ...arns.filter((arn) => arn !== undefined).map(String),
    ];
  },
  s3: ({ Bucket, Key }) => [`arn:aws:s3:::${String(Bucket)}/${String(Key)}`],
};
