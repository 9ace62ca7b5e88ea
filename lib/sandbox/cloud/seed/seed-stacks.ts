import { createStack } from '#lib/sandbox/cloud/cloudformation/change-stack';
import { ownName, type Stacks } from '#lib/sandbox/cloud/cloudformation/stacks';
import { type Functions, LATEST } from '#lib/sandbox/cloud/lambda/functions';
import { FLEET } from '#lib/sandbox/cloud/seed/fleet';
import { stackOf } from '#lib/sandbox/cloud/seed/seed-function';
import { TABLES } from '#lib/sandbox/cloud/seed/seed-tables';

/** Two stacks that own the functions, their aliases and the tables; whole since before anybody looks. */
export function seedStacks(stacks: Stacks, functions: Functions): void {
  const names = [...new Set(FLEET.map(stackOf))];
  for (const name of names) {
    const own = FLEET.filter((member) => stackOf(member) === name);
    const resources = own.flatMap((member) => {
      const id = logicalId(member.name);
      const alias = functions.findAlias(member.name, 'live');
      const FunctionVersion = alias?.version === LATEST ? String(member.versions) : alias?.version;
      return [
        [`${id}Function`, { Type: 'AWS::Lambda::Function', Properties: { FunctionName: member.name } }],
        [
          `${id}LiveAlias`,
          {
            Type: 'AWS::Lambda::Alias',
            Properties: { FunctionName: member.name, Name: 'live', FunctionVersion },
          },
        ],
      ];
    });
    const tables = TABLES.filter((table) => table.stack === name).map(({ name: TableName }) => [
      `${logicalId(TableName)}Table`,
      { Type: 'AWS::DynamoDB::Table', Properties: { TableName } },
    ]);
    const template = {
      Description: `CareerVP: ${name}`,
      Resources: Object.fromEntries([...resources, ...tables]),
    };
    settle(stacks, name, JSON.stringify(template));
  }
}

/** Made at once: its past is of no interest, only that it is whole. */
function settle(stacks: Stacks, StackName: string, TemplateBody: string): void {
  const stack = createStack(stacks, {
    StackName,
    TemplateBody,
    Tags: [{ Key: 'environment', Value: 'prod' }],
  });
  const resources = Object.fromEntries(
    Object.entries(stack.template.Resources).map(([id, definition]) => [
      id,
      {
        type: definition.Type,
        physicalId: ownName(definition) ?? id,
        status: 'CREATE_COMPLETE',
        updatedAt: stack.createdAt,
      },
    ]),
  );
  const { reason: _, ...rest } = stack;
  stacks.found({ ...rest, resources });
}

function logicalId(name: string): string {
  const words = name.replace('careervp-prod-', '').split('-');
  return words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('');
}
