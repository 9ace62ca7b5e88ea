import {
  type CloudFormationClient,
  CreateStackCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { beforeEach, describe, expect } from 'vitest';
import type { StackMover, Stacks } from '#lib/core/stacks';
import type { Check } from '#lib/testing/ports/check';

export interface CloudFormationWorld {
  stacks: Stacks;
  mover: StackMover;
  client: CloudFormationClient;
  /** Lets whatever was begun come to its end. */
  settle(): Promise<void>;
}

/** Two queues, the second of which cannot be changed when it is told so. */
function template(seconds: number, trouble: string[] = []): string {
  const queue = (Sandbox: string[]) => ({
    Type: 'AWS::SQS::Queue',
    Properties: { VisibilityTimeout: seconds },
    Metadata: { Sandbox },
  });
  return JSON.stringify({
    Parameters: { Secret: { Type: 'String' } },
    Resources: { First: queue([]), Second: queue(trouble) },
  });
}

const Parameters = [{ ParameterKey: 'Secret', ParameterValue: 'hush' }];

/** What holds of the ports to stacks, whoever answers for AWS. */
export function describeCloudFormation(world: () => CloudFormationWorld, check: Check): void {
  let name = '';
  let made = 0;

  beforeEach(async () => {
    made += 1;
    name = `basket-prod-${made}`;
    const Tags = [{ Key: 'environment', Value: 'prod' }];
    const stack = { StackName: name, TemplateBody: template(1), Parameters, Tags };
    await world().client.send(new CreateStackCommand(stack));
    await world().settle();
  });

  async function update(body: string, more: Partial<UpdateStackCommand['input']> = {}): Promise<void> {
    const stack = { StackName: name, TemplateBody: body, Parameters, ...more };
    await world().client.send(new UpdateStackCommand(stack));
  }

  describe('stacks', () => {
    check('are listed with what they are, and of parameters the names alone', async () => {
      const all = await world().stacks.list();
      expect(all.find((stack) => stack.name === name)).toMatchObject({
        status: 'CREATE_COMPLETE',
        parameterNames: ['Secret'],
        tags: { environment: 'prod' },
        rootId: null,
      });
      expect(JSON.stringify(all)).not.toContain('hush');
    });

    check('have the resources that they were made of', async () => {
      const resources = await world().stacks.resources(name);
      expect(resources.map(({ logicalId, type }) => `${logicalId} ${type}`).sort()).toEqual([
        'First AWS::SQS::Queue',
        'Second AWS::SQS::Queue',
      ]);
    });

    check('that are not there are told so', async () => {
      await expect(world().stacks.one('nobody')).rejects.toMatchObject({ code: 'not_found' });
    });
  });

  describe('events', () => {
    check('are told the oldest first', async () => {
      const events = await world().stacks.events(name, {});
      const own = events.filter(({ type }) => type === 'AWS::CloudFormation::Stack');
      expect(own.map(({ status }) => status)).toEqual(['CREATE_IN_PROGRESS', 'CREATE_COMPLETE']);
    });

    check('carry the token of their operation', async () => {
      await update(template(2), { ClientRequestToken: `deploy-${made}` });
      await world().settle();
      const own = await world().stacks.events(name, { token: `deploy-${made}` });
      expect(own.at(-1)?.status ?? 'none').toBe('UPDATE_COMPLETE');
    });
  });

  describe('a stack', () => {
    check('whose update failed is rolled back', async () => {
      await update(template(2, ['fails']), { DisableRollback: true });
      await world().settle();
      const { id: stackId, status } = await world().stacks.one(name);
      expect(status).toBe('UPDATE_FAILED');
      const act = await world().mover.rollback({ stackId, token: `back-${made}` });
      expect(act).toMatchObject({ outcome: 'done' });
      await world().settle();
      expect((await world().stacks.one(name)).status).toBe('UPDATE_ROLLBACK_COMPLETE');
    });

    check('that is whole is not rolled back', async () => {
      const { id: stackId } = await world().stacks.one(name);
      const act = await world().mover.rollback({ stackId, token: `no-${made}` });
      expect(act).toMatchObject({ outcome: 'refused' });
    });
  });
}
