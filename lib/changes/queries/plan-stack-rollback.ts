import type { CreationOf } from '#lib/changes/kind';
import { type PlannedStackRollback, stackRollbackPlan } from '#lib/changes/stack-rollback-plan';
import type { Ctx } from '#lib/core/ctx';
import { AppError, type FieldError } from '#lib/core/errors';
import type { Stack, StackEvent } from '#lib/core/stacks';
import { environmentOfStack } from '#lib/stacks/environment-of-stack';
import { lastWhole } from '#lib/stacks/queries/last-whole';
import { type Skippable, skippable } from '#lib/stacks/skippable';
import { wasWhole } from '#lib/stacks/was-whole';
import { type StackAction, wayBack, whyNotNow } from '#lib/stacks/way-back';

type Asked = CreationOf<'stack-rollback'>;

/**
 * Decides how a stack is taken back, from what AWS says now.
 *
 * @throws AppError `unprocessable` naming all that stands against it, `not_found` without such a stack.
 */
export async function planStackRollback(ctx: Ctx, asked: Asked): Promise<PlannedStackRollback> {
  const { stacks } = ctx.cloud;
  const stack = await stacks.one(asked.stack, ctx.signal);
  const last = await lastWhole(ctx, stack);
  const whole = wasWhole(last);
  const [events, resources] = await Promise.all([
    stacks.events(stack.id, last ? { since: last.at } : {}, ctx.signal),
    stacks.resources(stack.id, ctx.signal),
  ]);
  const action = asked.action ?? wayBack(stack, whole).action;
  const failed = skippable(stack, events, resources);
  refuseFaults([
    ...environmentFaults(stack, asked),
    ...actionFaults(stack, action, whole),
    ...skipFaults(asked, action, failed),
  ]);
  if (action === null) throw new Error('An action without a fault is an action.');
  const aliases = await aliasesOf(ctx, stack, events);
  const planned = stackRollbackPlan({
    stack,
    action,
    resourcesToSkip: asked.resourcesToSkip,
    wasWhole: whole,
    wholeAt: last?.at ?? null,
    events,
    resources,
    aliases,
  });
  if (planned) return planned;
  throw new AppError('unprocessable', `AWS has no event of ${stack.name} that tells what happened last.`);
}

function refuseFaults(errors: FieldError[]): void {
  const [first] = errors;
  if (!first) return;
  const messages = errors.map(({ message }) => message).join(' ');
  throw new AppError('unprocessable', `The stack cannot be taken back so: ${messages}`, { errors });
}

function environmentFaults(stack: Stack, { environment }: Asked): FieldError[] {
  const own = environmentOfStack(stack);
  const message = `${stack.name} is in ${own}, not in ${environment}.`;
  return own === environment ? [] : [{ path: 'environment', message }];
}

function actionFaults(stack: Stack, action: StackAction | null, whole: boolean | null): FieldError[] {
  if (action === null) return [{ path: 'stack', message: wayBack(stack, whole).advice }];
  const message = whyNotNow(action, stack, whole);
  return message === null ? [] : [{ path: 'action', message }];
}

function skipFaults(
  { resourcesToSkip }: Asked,
  action: StackAction | null,
  failed: readonly Skippable[],
): FieldError[] {
  if (resourcesToSkip.length === 0) return [];
  if (action !== 'continue') {
    return [{ path: 'resourcesToSkip', message: 'Only a rollback that is continued skips resources.' }];
  }
  return resourcesToSkip.flatMap((id, index) => {
    const message = `${id} did not fail in the rollback, so it cannot be skipped.`;
    return failed.some(({ logicalId }) => logicalId === id)
      ? []
      : [{ path: `resourcesToSkip.${index}`, message }];
  });
}

/** The aliases that the stack changed since it was whole, each as it stands now. */
async function aliasesOf(ctx: Ctx, stack: Stack, events: readonly StackEvent[]) {
  if (!events.some(({ type }) => type === 'AWS::Lambda::Alias')) return [];
  const owned = await ctx.cloud.stacks.aliases(stack.id, ctx.signal);
  const standing = await Promise.all(
    owned.map(async ({ functionName, logicalId, alias: name }) => {
      const aliases = await ctx.cloud.functions.aliases(functionName, ctx.signal);
      const alias = aliases.find((one) => one.name === name);
      return alias ? [{ functionName, logicalId, alias }] : [];
    }),
  );
  return standing.flat();
}
