import type { CloudFormationClient, Stack } from '@aws-sdk/client-cloudformation';
import type { Reading } from '#lib/adapters/aws/reading';
import { AppError } from '#lib/core/errors';

type Sdk = typeof import('@aws-sdk/client-cloudformation');
type Asker = AbortSignal | undefined;

/** The calls that read stacks, one by one. A page is asked with the mark that the one before ended with. */
export function stackCalls(sdk: Sdk, client: CloudFormationClient, reading: Reading) {
  return {
    stackPage: (asker: Asker) => (NextToken: string | undefined) =>
      reading.once('list the stacks', asker, (abortSignal) =>
        client.send(new sdk.DescribeStacksCommand({ NextToken }), { abortSignal }),
      ),
    async stack(StackName: string, asker: Asker): Promise<Stack> {
      const { Stacks: [found] = [] } = await reading.once(`read stack ${StackName}`, asker, (abortSignal) =>
        client.send(new sdk.DescribeStacksCommand({ StackName }), { abortSignal }),
      );
      if (!found) throw new AppError('not_found', `AWS has no stack ${StackName}.`);
      return found;
    },
    eventPage: (StackName: string, asker: Asker) => (NextToken: string | undefined) =>
      reading.once(`read the events of stack ${StackName}`, asker, (abortSignal) =>
        client.send(new sdk.DescribeStackEventsCommand({ StackName, NextToken }), { abortSignal }),
      ),
    resourcePage: (StackName: string, asker: Asker) => (NextToken: string | undefined) =>
      reading.once(`list the resources of stack ${StackName}`, asker, (abortSignal) =>
        client.send(new sdk.ListStackResourcesCommand({ StackName, NextToken }), { abortSignal }),
      ),
    async template(StackName: string, asker: Asker): Promise<string> {
      // Processed, a template of SAM says what it makes, and says it in JSON.
      const command = new sdk.GetTemplateCommand({ StackName, TemplateStage: 'Processed' });
      const { TemplateBody = '' } = await reading.once(
        `read the template of stack ${StackName}`,
        asker,
        (abortSignal) => client.send(command, { abortSignal }),
      );
      return TemplateBody;
    },
  };
}
