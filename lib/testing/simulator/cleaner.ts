import { execute, plan } from '#lib/testing/simulator/operator';
import type { World } from '#lib/testing/simulator/world';

const LONGEST_PAUSE_MS = 30_000;
const REASON = 'Too many versions';

/** Somebody who tidies up: plans a clean-up of production, reads it, and has it carried out. */
export async function cleanUp(world: World, name: string, acts: number): Promise<void> {
  for (let left = acts; left > 0; left -= 1) {
    await world.later(LONGEST_PAUSE_MS, `${name} looks at old versions`);
    const planned = await plan(world, name, { kind: 'prune', environment: 'prod', reason: REASON });
    await world.later(LONGEST_PAUSE_MS, `${name} reads what would go`);
    if (planned) await execute(world, name, planned);
  }
}
