import { assertToken, existing } from '#lib/sandbox/cloud/cloudformation/change-stack';
import type { Stack } from '#lib/sandbox/cloud/cloudformation/model';
import { invalid } from '#lib/sandbox/cloud/cloudformation/refusals';
import { ContinueUpdateRollback, OneStack } from '#lib/sandbox/cloud/cloudformation/requests';
import { backwardSteps, changedResources } from '#lib/sandbox/cloud/cloudformation/schedule';
import type { Stacks } from '#lib/sandbox/cloud/cloudformation/stacks';
import { parseInput } from '#lib/sandbox/cloud/frame/parse-input';

/** Back to the last whole state, from one that failed and was left so; a stack that never was whole is deleted. */
export function rollbackStack(stacks: Stacks, input: unknown): Stack {
  const request = parseInput(OneStack, input, 'ValidationError');
  const stack = existing(stacks, request.StackName);
  assertToken(stacks, request.ClientRequestToken);
  if (stack.status !== 'UPDATE_FAILED' && stack.status !== 'CREATE_FAILED') {
    throw invalid(`Stack:${stack.id} is in ${stack.status} state and can not be rolled back.`);
  }
  const now = stacks.world.now();
  if (!stack.stable) {
    const ms = stacks.world.settings.resourceMs;
    const steps = [
      { at: now, status: 'DELETE_IN_PROGRESS', reason: 'User Initiated' },
      { at: now + ms, status: 'DELETE_COMPLETE' },
    ];
    return stacks.begin(stack, steps, request.ClientRequestToken);
  }
  return back(stacks, stack, touched(stack), request.ClientRequestToken, 'User Initiated');
}

/** Takes back an update that still runs. */
export function cancelUpdateStack(stacks: Stacks, input: unknown): Stack {
  const request = parseInput(OneStack, input, 'ValidationError');
  const stack = existing(stacks, request.StackName);
  assertToken(stacks, request.ClientRequestToken);
  if (stack.status !== 'UPDATE_IN_PROGRESS') {
    throw invalid(`CancelUpdateStack cannot be called from current stack status ${stack.status}`);
  }
  return back(stacks, stack, touched(stack), request.ClientRequestToken, 'Stack update cancelled');
}

/** Goes on with a rollback that failed; resources that failed in it may be left as they are. */
export function continueUpdateRollback(stacks: Stacks, input: unknown): Stack {
  const request = parseInput(ContinueUpdateRollback, input, 'ValidationError');
  const stack = existing(stacks, request.StackName);
  assertToken(stacks, request.ClientRequestToken);
  if (stack.status !== 'UPDATE_ROLLBACK_FAILED') {
    throw invalid(`Stack:${stack.id} is in ${stack.status} state and can not continue rollback.`);
  }
  const failed = Object.entries(stack.resources).filter(([, { status }]) => status === 'UPDATE_FAILED');
  const names = failed.map(([id]) => id);
  const wrong = request.ResourcesToSkip.filter((id) => !names.includes(id));
  if (wrong.length > 0) {
    throw invalid(
      `Skipping is only possible for resources that failed in the rollback: not for [${wrong.join(', ')}].`,
    );
  }
  const resources = { ...stack.resources };
  for (const [id, resource] of failed) {
    if (!request.ResourcesToSkip.includes(id)) continue;
    const { reason: _, ...rest } = resource;
    resources[id] = { ...rest, status: 'UPDATE_COMPLETE', isSkipped: true };
  }
  const left = names.filter((id) => !request.ResourcesToSkip.includes(id));
  return back(stacks, { ...stack, resources }, left, request.ClientRequestToken, 'User Initiated');
}

/** The resources that an update has begun to change. */
function touched(stack: Stack): string[] {
  const since = stack.resources;
  return changedResources(stack.stable?.template, stack.template).filter((id) => since[id] !== undefined);
}

function back(
  stacks: Stacks,
  stack: Stack,
  resources: string[],
  token: string | undefined,
  reason: string,
): Stack {
  const timing = { from: stacks.world.now(), resourceMs: stacks.world.settings.resourceMs };
  return stacks.begin(stack, backwardSteps('UPDATE', stack.template, resources, timing, reason), token);
}
