import { AppError } from '#lib/core/errors';
import type { OwnedAlias, Stack, StackEvent, StackMover, StackResource, Stacks } from '#lib/core/stacks';

export interface FakeStack extends Stack {
  events: StackEvent[];
  resources: StackResource[];
  aliases: OwnedAlias[];
}

/** Stacks in memory that a test changes by hand; it counts how often it is asked. */
export function fakeStacks(all: FakeStack[]): Stacks & { asked: string[] } {
  const asked: string[] = [];
  const of = (question: string, stack: string): FakeStack => {
    asked.push(`${question} ${stack}`);
    const found = all.find(({ name, id }) => name === stack || id === stack);
    if (!found) throw new AppError('not_found', `AWS has no stack ${stack}.`);
    return structuredClone(found);
  };
  return {
    asked,
    list: async () => {
      asked.push('list');
      return structuredClone(all);
    },
    one: async (stack) => of('one', stack),
    events: async (stack, { since, token }) =>
      of('events', stack).events.filter(
        (event) => (!since || event.at >= since) && (!token || event.token === token),
      ),
    findEvent: async (stack, isWanted) => of('events', stack).events.findLast(isWanted) ?? null,
    latestEvents: async (stack) => of('events', stack).events.reverse(),
    resources: async (stack) => of('resources', stack).resources,
    aliases: async (stack) => of('aliases', stack).aliases,
  };
}

/** A whole stack without anything in it; `changes` say what is special about it. */
export function fakeStack(name: string, changes: Partial<FakeStack> = {}): FakeStack {
  return {
    name,
    id: `arn:aws:cloudformation:us-east-1:000000000000:stack/${name}/1`,
    status: 'UPDATE_COMPLETE',
    statusReason: null,
    description: '',
    parameterNames: [],
    tags: {},
    rootId: null,
    createdAt: new Date('2026-01-01T00:00:00Z'),
    changedAt: new Date('2026-03-01T00:00:00Z'),
    events: [],
    resources: [],
    aliases: [],
    ...changes,
  };
}

/** For tests in which nothing may be taken back. */
export const NO_STACK_MOVER: StackMover = {
  rollback: refuse,
  continueRollback: refuse,
  cancelUpdate: refuse,
};

async function refuse(): Promise<never> {
  throw new Error('This must not change a stack.');
}
