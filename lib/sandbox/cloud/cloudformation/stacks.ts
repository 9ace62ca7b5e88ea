import type { Source, Stack, StackEvent, StackResource, Step } from '#lib/sandbox/cloud/cloudformation/model';
import type { Resource } from '#lib/sandbox/cloud/cloudformation/requests';
import { backwardSteps, changedResources } from '#lib/sandbox/cloud/cloudformation/schedule';
import type { Collection } from '#lib/sandbox/cloud/frame/store';
import { ACCOUNT, REGION, type World } from '#lib/sandbox/cloud/frame/world';
import { arnOf } from '#lib/sandbox/cloud/lambda/names';

/** What stacks need to know of alarms, and what they do to other services. */
export interface Surroundings {
  /** Whether an alarm is red, or not there at all. */
  isTriggered(alarmArn: string): boolean;
  /** Makes a resource what its template says, as far as the sandbox has it; answers why when it can't. */
  apply(resource: Resource): string | undefined;
}

/** All stacks, what is under way with them, and what has happened. */
export class Stacks {
  private readonly stacks: Collection<Stack>;
  private readonly eventsById: Collection<StackEvent>;

  constructor(
    readonly world: World,
    private readonly surroundings: Surroundings,
  ) {
    this.stacks = world.store.collection('cloudformation.stacks');
    this.eventsById = world.store.collection('cloudformation.events');
  }

  list(): Stack[] {
    return this.stacks.list().sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** By name or id. */
  find(name: string): Stack | undefined {
    return this.stacks.get(name) ?? this.stacks.list().find(({ id }) => id === name);
  }

  put(stack: Stack): Stack {
    return this.stacks.put(stack.name, stack);
  }

  newId(name: string): string {
    return `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${name}/${this.world.random.uuid()}`;
  }

  /** Newest first. */
  events(stackId: string): StackEvent[] {
    return this.eventsById
      .list()
      .filter((event) => event.stackId === stackId)
      .reverse();
  }

  hasToken(token: string): boolean {
    return this.eventsById.list().some((event) => event.token === token);
  }

  /** Puts new steps in the place of those that were to come, and takes those that are due. */
  begin(stack: Stack, steps: Step[], token: string | undefined): Stack {
    const { token: _, ...rest } = stack;
    this.put({ ...rest, steps, ...(token === undefined ? {} : { token }) });
    this.live();
    return this.find(stack.name) ?? stack;
  }

  /** Keeps a stack as one whose creation has ended well, without doing anything to what is in it. */
  found(stack: Stack): Stack {
    const at = this.world.now();
    for (const resource of Object.keys(stack.resources)) {
      this.note(stack, { at, resource, status: 'CREATE_COMPLETE' });
    }
    this.note(stack, { at, status: 'CREATE_COMPLETE' });
    const { template, parameters } = stack;
    return this.put({ ...stack, status: 'CREATE_COMPLETE', steps: [], stable: { template, parameters } });
  }

  /** Does what is due by now. */
  live(): void {
    for (const stack of this.stacks.list()) if (stack.steps.length > 0) this.advance(stack);
  }

  private advance(stack: Stack): void {
    const now = this.world.now();
    let next = this.watched(stack, now);
    while (next.steps[0] && next.steps[0].at <= now) {
      const [step, ...steps] = next.steps;
      next = this.take({ ...next, steps }, step);
      if (next.status === 'DELETE_COMPLETE') {
        this.stacks.delete(next.name);
        return;
      }
      this.put(next);
    }
  }

  /** An alarm that is red while an update runs or is watched takes it back; while going back nothing is watched. */
  private watched(stack: Stack, now: number): Stack {
    const isRed = stack.status === 'UPDATE_IN_PROGRESS' && stack.triggers.some(this.surroundings.isTriggered);
    if (!isRed) return stack;
    const touched = changedResources(stack.stable?.template, stack.template);
    const timing = { from: now, resourceMs: this.world.settings.resourceMs };
    const steps = backwardSteps(
      'UPDATE',
      stack.template,
      touched,
      timing,
      'A rollback trigger is in ALARM, or does not exist.',
    );
    return this.put({ ...stack, steps });
  }

  private take(stack: Stack, step: Step): Stack {
    if (step.resource === undefined) {
      this.note(stack, step);
      return this.turn(stack, step);
    }
    const isBack = /ROLLBACK/.test(stack.status);
    const definition = (isBack ? stack.stable?.template : stack.template)?.Resources[step.resource];
    const isDone = step.status.endsWith('_COMPLETE');
    const failure = definition && isDone ? this.surroundings.apply(definition) : undefined;
    if (failure === undefined) return this.change(stack, step, step.resource, definition);
    const failed = { ...step, status: step.status.replace('COMPLETE', 'FAILED'), reason: failure };
    const changed = this.change(stack, failed, step.resource, definition);
    return { ...changed, steps: this.afterFailure(changed, failed, isBack) };
  }

  /** A failure that nobody planned, such as a version that is gone. */
  private afterFailure(stack: Stack, { at, reason = '' }: Step, isBack: boolean): Step[] {
    if (isBack) return [{ at, status: 'UPDATE_ROLLBACK_FAILED', reason }];
    const kind = stack.stable ? 'UPDATE' : 'CREATE';
    if (stack.isRollbackDisabled) return [{ at, status: `${kind}_FAILED`, reason }];
    const timing = { from: at, resourceMs: this.world.settings.resourceMs };
    const touched = changedResources(stack.stable?.template, stack.template).filter(
      (id) => stack.resources[id],
    );
    return backwardSteps(kind, stack.template, touched, timing, reason);
  }

  private change(stack: Stack, step: Step, resource: string, definition: Resource | undefined): Stack {
    this.note(stack, step);
    const changed: StackResource = {
      type: stack.template.Resources[resource]?.Type ?? definition?.Type ?? '',
      physicalId: physicalId(stack, resource, definition),
      status: step.status,
      updatedAt: step.at,
      ...(step.reason === undefined ? {} : { reason: step.reason }),
    };
    return { ...stack, resources: { ...stack.resources, [resource]: changed } };
  }

  private turn(stack: Stack, step: Step): Stack {
    const { reason: _, ...rest } = stack;
    const turned: Stack = {
      ...rest,
      status: step.status,
      updatedAt: step.at,
      ...(step.reason === undefined ? {} : { reason: step.reason }),
    };
    if (step.status === 'CREATE_COMPLETE' || step.status === 'UPDATE_COMPLETE') {
      const stable: Source = { template: stack.template, parameters: stack.parameters };
      return { ...turned, stable, resources: only(stack.resources, stack.template.Resources) };
    }
    if (step.status !== 'UPDATE_ROLLBACK_COMPLETE' || !stack.stable) return turned;
    return { ...turned, ...stack.stable, resources: only(stack.resources, stack.stable.template.Resources) };
  }

  private note(stack: Stack, { at, resource, status, reason }: Step): void {
    const id = this.world.random.uuid();
    const definition = resource === undefined ? undefined : stack.template.Resources[resource];
    this.eventsById.put(`${String(at).padStart(15, '0')} ${id}`, {
      id,
      at,
      stackId: stack.id,
      stackName: stack.name,
      logicalId: resource ?? stack.name,
      physicalId: resource === undefined ? stack.id : physicalId(stack, resource, definition),
      type: definition?.Type ?? (resource === undefined ? 'AWS::CloudFormation::Stack' : ''),
      status,
      ...(reason === undefined ? {} : { reason }),
      ...(stack.token === undefined ? {} : { token: stack.token }),
    });
  }
}

function physicalId(stack: Stack, logicalId: string, definition: Resource | undefined): string {
  return ownName(definition) ?? stack.resources[logicalId]?.physicalId ?? `${stack.name}-${logicalId}`;
}

/** What a resource is called by its template; undefined where CloudFormation thinks of a name. */
export function ownName(definition: Resource | undefined): string | undefined {
  const { FunctionName, TableName, Name } = definition?.Properties ?? {};
  if (definition?.Type === 'AWS::Lambda::Alias') return arnOf(String(FunctionName), String(Name));
  const named = FunctionName ?? TableName;
  return typeof named === 'string' ? named : undefined;
}

function only(resources: Record<string, StackResource>, wanted: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(resources).filter(([id]) => id in wanted));
}
