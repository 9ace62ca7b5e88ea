import type { ChangeCreation } from '#lib/changes/schema';
import { actorOf, answered } from '#lib/testing/simulator/operator';
import type { World } from '#lib/testing/simulator/world';

const LONGEST_PAUSE_MS = 60_000;
const LOCK_HOURS = 24;
const ROADS = [
  [{ percent: 100, minutes: 1 }],
  [
    { percent: 10, minutes: 1 },
    { percent: 100, minutes: 1 },
  ],
  [
    { percent: 10, minutes: 1 },
    { percent: 50, minutes: 1 },
    { percent: 100, minutes: 1 },
  ],
];

/** A deploy of one of the packages that were uploaded. */
export function deployOf({ dice, lambda, packages }: World): ChangeCreation {
  return {
    kind: 'deploy',
    environment: 'prod',
    reason: 'Orders say more',
    function: dice.pick(lambda.list()),
    alias: 'live',
    code: { artefact: dice.pick([...packages.keys()]) },
    steps: dice.pick(ROADS),
    description: '',
  };
}

/** What takes a rollback back that did not help; null while there is none. */
export async function forwardOf(world: World, name: string): Promise<ChangeCreation | null> {
  const { dice, server, product } = world;
  const found = await answered(world, name, 'rollbacks', () =>
    server.request(actorOf(world, name), null, (ctx) =>
      product.listChanges(ctx, { kind: 'rollback', limit: 20 }),
    ),
  );
  const moved =
    found?.value?.changes.filter(({ status }) => status === 'done' || status === 'verifying') ?? [];
  if (moved.length === 0) return null;
  const { id: rollbackId } = dice.pick(moved);
  return { kind: 'forward', environment: 'prod', reason: 'It was not the cause', rollbackId };
}

/** Somebody who locks deploys, also while one is under way. */
export async function lock(world: World, name: string, acts: number): Promise<void> {
  const { dice, lambda, server, product } = world;
  for (let left = acts; left > 0; left -= 1) {
    await world.later(LONGEST_PAUSE_MS, `${name} has doubts`);
    const wish = { function: dice.pick(lambda.list()), reason: 'A freeze', hours: LOCK_HOURS };
    await answered(world, name, `lock ${wish.function}`, () =>
      server.request(actorOf(world, name), null, (ctx) => product.lockDeploys(ctx, wish)),
    );
  }
}

/** Somebody who stops what is under way. */
export async function stop(world: World, name: string, acts: number): Promise<void> {
  const { dice, server, product } = world;
  const by = () => actorOf(world, name);
  for (let left = acts; left > 0; left -= 1) {
    await world.later(LONGEST_PAUSE_MS, `${name} looks at what runs`);
    const found = await answered(world, name, 'changes', () =>
      server.request(by(), null, (ctx) => product.listChanges(ctx, { kind: 'deploy', limit: 20 })),
    );
    if (!found?.value || found.value.changes.length === 0) continue;
    const { id } = dice.pick(found.value.changes);
    await answered(world, name, `stop ${id}`, () =>
      server.request(by(), null, (ctx) => product.cancelChange(ctx, id, { reason: 'Not today' })),
    );
  }
}
