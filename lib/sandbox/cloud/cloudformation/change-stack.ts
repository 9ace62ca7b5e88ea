import type { Source, Stack } from '#lib/sandbox/cloud/cloudformation/model';
import { invalid, tokenExists } from '#lib/sandbox/cloud/cloudformation/refusals';
import {
  type ChangeRequest,
  CreateStack,
  Template,
  UpdateStack,
} from '#lib/sandbox/cloud/cloudformation/requests';
import { forwardSteps } from '#lib/sandbox/cloud/cloudformation/schedule';
import type { Stacks } from '#lib/sandbox/cloud/cloudformation/stacks';
import { parseInput } from '#lib/sandbox/cloud/frame/parse-input';
import { WireError } from '#lib/sandbox/cloud/frame/wire';

const MOST_TRIGGERS = 5;

/** States of a stack that is whole, and may be updated. */
const UPDATABLE = /^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE$/;

export function createStack(stacks: Stacks, input: unknown): Stack {
  const request = parseInput(CreateStack, input, 'ValidationError');
  if (stacks.find(request.StackName)) {
    throw new WireError('AlreadyExistsException', `Stack [${request.StackName}] already exists`);
  }
  assertToken(stacks, request.ClientRequestToken);
  const { world } = stacks;
  const stack: Stack = {
    name: request.StackName,
    id: stacks.newId(request.StackName),
    status: 'CREATE_IN_PROGRESS',
    createdAt: world.now(),
    ...sourceOf(request, undefined),
    ...watchOf(request, undefined),
    resources: {},
    steps: [],
    isRollbackDisabled: request.DisableRollback,
    tags: Object.fromEntries(request.Tags.map(({ Key, Value }) => [Key, Value])),
  };
  const timing = { from: world.now(), resourceMs: world.settings.resourceMs };
  return stacks.begin(stack, forwardSteps('CREATE', stack, timing), request.ClientRequestToken);
}

/** A new template or new parameters; the same ones are refused, not done. */
export function updateStack(stacks: Stacks, input: unknown): Stack {
  const request = parseInput(UpdateStack, input, 'ValidationError');
  const before = existing(stacks, request.StackName);
  assertToken(stacks, request.ClientRequestToken);
  const isRetry = before.status === 'UPDATE_FAILED' && request.DisableRollback;
  if (!UPDATABLE.test(before.status) && !isRetry) {
    throw invalid(`Stack:${before.id} is in ${before.status} state and can not be updated.`);
  }
  const source = sourceOf(request, before);
  if (
    JSON.stringify(source) === JSON.stringify({ template: before.template, parameters: before.parameters })
  ) {
    throw invalid('No updates are to be performed.');
  }
  const { world } = stacks;
  const stack = {
    ...before,
    ...source,
    ...watchOf(request, before),
    isRollbackDisabled: request.DisableRollback,
  };
  const timing = { from: world.now(), resourceMs: world.settings.resourceMs };
  return stacks.begin(stack, forwardSteps('UPDATE', stack, timing), request.ClientRequestToken);
}

/** @throws WireError when there is no such stack */
export function existing(stacks: Stacks, name: string): Stack {
  const stack = stacks.find(name);
  if (!stack) throw invalid(`Stack with id ${name} does not exist`);
  return stack;
}

/** A token is for one operation: the same one again is refused. */
export function assertToken(stacks: Stacks, token: string | undefined): void {
  if (token !== undefined && stacks.hasToken(token)) throw tokenExists(token);
}

function sourceOf(request: ChangeRequest, before: Stack | undefined): Source {
  const given = request.Parameters.map(({ ParameterKey, ParameterValue, UsePreviousValue }) => [
    ParameterKey,
    UsePreviousValue ? (before?.parameters[ParameterKey] ?? '') : (ParameterValue ?? ''),
  ]);
  const parameters = Object.fromEntries(given);
  if (request.UsePreviousTemplate && before) return { template: before.template, parameters };
  return { template: templateOf(request.TemplateBody ?? ''), parameters };
}

function templateOf(text: string): Template {
  try {
    return Template.parse(JSON.parse(text));
  } catch {
    throw invalid('Template format error: the sandbox reads JSON with Resources, and nothing else.');
  }
}

/** Triggers that are not sent stay, an empty list takes them away. */
function watchOf({ RollbackConfiguration: asked }: ChangeRequest, before: Stack | undefined) {
  const triggers = asked?.RollbackTriggers?.map(({ Arn }) => Arn) ?? before?.triggers ?? [];
  if (triggers.length > MOST_TRIGGERS)
    throw invalid(`At most ${MOST_TRIGGERS} rollback triggers may be given.`);
  const monitoringMinutes = asked?.MonitoringTimeInMinutes ?? before?.monitoringMinutes ?? 0;
  return { triggers, monitoringMinutes };
}
