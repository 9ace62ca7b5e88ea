import { actorOf, answered } from '#lib/testing/simulator/operator';
import type { World } from '#lib/testing/simulator/world';

const LONGEST_PAUSE_MS = 50_000;

/** Somebody who opens locks, soon after they were set. */
export async function unlock(world: World, name: string, acts: number): Promise<void> {
  const { dice, server, product } = world;
  for (let left = acts; left > 0; left -= 1) {
    await world.later(LONGEST_PAUSE_MS, `${name} looks at locks`);
    const standing = await answered(world, name, 'locks', () =>
      server.request(actorOf(world, name), null, (ctx) =>
        product.listLocks(ctx, { state: 'open', limit: 20 }),
      ),
    );
    if (!standing?.value || standing.value.locks.length === 0) continue;
    const { id, function: functionName } = dice.pick(standing.value.locks);
    await answered(world, name, `unlock ${functionName}`, () =>
      server.request(actorOf(world, name), null, (ctx) =>
        product.unlockDeploys(ctx, id, { reason: 'It is mended' }),
      ),
    );
  }
}
