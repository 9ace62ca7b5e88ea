import type { ServedChange } from '#lib/changes/answers';
import type { ChangeCreation } from '#lib/changes/schema';
import type { PersonActor } from '#lib/core/actor';
import { type ErrorCode, isAppError } from '#lib/core/errors';
import { TEST_ADMIN } from '#lib/testing/ctx';
import { Unreachable } from '#lib/testing/simulator/server';
import type { World } from '#lib/testing/simulator/world';

/** Plans that lie about, for anybody to execute. */
export type Plans = Pick<ServedChange, 'id' | 'planHash' | 'confirmation'>[];

const LONGEST_THOUGHT_MS = 20_000;
const ATTEMPTS = 4;
/** Refusals that say nothing about what was asked. */
const PASSING: ErrorCode[] = ['rate_limited', 'unavailable'];

interface Work {
  acts: number;
  plans: Plans;
  /** What is to be planned; a rollback unless said. Null for nothing just now. */
  wanted?: (world: World, name: string) => Wanted | Promise<Wanted>;
}

type Wanted = ChangeCreation | null;

/** Somebody on call: plans rollbacks, thinks, presses the button, more than once, and tries again when nothing answers. */
export async function operate(
  world: World,
  name: string,
  { acts, plans, wanted = rollbackOf }: Work,
): Promise<void> {
  for (let left = acts; left > 0; left -= 1) {
    await world.later(LONGEST_THOUGHT_MS, `${name} thinks`);
    if (plans.length === 0 || world.dice.chance(0.6)) {
      const creation = await wanted(world, name);
      const planned = creation && (await plan(world, name, creation));
      if (planned) plans.push(planned);
    }
    await world.later(LONGEST_THOUGHT_MS, `${name} reads the plan`);
    const chosen = plans.at(world.dice.chance(0.7) ? -1 : world.dice.below(plans.length));
    if (chosen) await execute(world, name, chosen);
  }
}

function rollbackOf({ dice, lambda }: World): ChangeCreation {
  const targets = dice.some(lambda.list()).map((functionName) => ({
    function: functionName,
    alias: 'live',
    ...(dice.chance(0.2) ? { toVersion: `${dice.between(1, 7)}` } : {}),
  }));
  return { kind: 'rollback', environment: 'prod', reason: 'It hurts', targets };
}

/** The plan that was answered, if one was. */
export async function plan(
  world: World,
  name: string,
  creation: ChangeCreation,
): Promise<Plans[number] | null> {
  const { product, server } = world;
  const change = await answered(world, name, `plan ${creation.kind}`, () =>
    server.request(actorOf(world, name), null, (ctx) => product.planChange(ctx, creation)),
  );
  return change?.value ?? null;
}

/** Pressed once, twice or three times; where the connection breaks, once more with the same key. */
export async function execute(
  world: World,
  name: string,
  { id, planHash, confirmation }: Plans[number],
): Promise<void> {
  const { dice, server, product, watch } = world;
  const press = async () => {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      watch.asked(id);
      const answer = await answered(world, name, `execute ${id}`, () =>
        server.request(actorOf(world, name), `execute ${id}`, (ctx) =>
          product.startChange(ctx, id, { planHash, confirmation }),
        ),
      );
      if (answer?.value) return answer;
      // A refusal of what has not begun stands for itself.
      if (answer) return watch.hasBegun(id) ? answer : null;
      await world.later(LONGEST_THOUGHT_MS, `${name} tries again`);
    }
    return null;
  };
  const answers = await Promise.all(Array.from({ length: dice.between(1, 3) }, press));
  const told = new Set(answers.filter((answer) => answer !== null).map((answer) => JSON.stringify(answer)));
  // Whoever hears that it has begun must hear so each time.
  const hasBegun = answers.some((answer) => answer?.value);
  if (hasBegun && told.size > 1) watch.report('equal answers for one key', [...told].join(' and '));
}

interface Answer<T> {
  /** Null when it was refused. */
  value: T | null;
  why?: string;
}

/** The answer, or undefined when there was none. */
export async function answered<T>(
  world: World,
  name: string,
  what: string,
  ask: () => Promise<T>,
): Promise<Answer<T> | undefined> {
  const { timeline } = world;
  try {
    const value = await ask();
    timeline.note(name, `${what}: answered`);
    return { value };
  } catch (error) {
    const why = error instanceof Unreachable ? 'no connection' : `${error}`;
    timeline.note(name, `${what}: ${why}`);
    return isAppError(error) && !PASSING.includes(error.code) ? { value: null, why } : undefined;
  }
}

export function actorOf({ timeline }: World, name: string): PersonActor {
  return { ...TEST_ADMIN, id: idOf(name), name, authenticatedAt: new Date(timeline.now) };
}

function idOf(name: string): string {
  return `00000000-0000-4000-8001-${Buffer.from(name).toString('hex').padStart(12, '0')}`;
}
