import type { AliasUpdate } from '#lib/testing/simulator/memory-lambda';
import { LambdaRefusal } from '#lib/testing/simulator/memory-lambda';
import type { World } from '#lib/testing/simulator/world';

const LONGEST_PAUSE_MS = 40_000;
const CANARY_WEIGHT = 0.1;

/** A pipeline outside of the product: publishes, and moves the alias, with a share of the traffic first or at once. */
export async function deployFromOutside(world: World, releases: number): Promise<void> {
  const { dice, lambda } = world;
  for (let left = releases; left > 0; left -= 1) {
    await world.later(LONGEST_PAUSE_MS, 'the pipeline builds');
    const functionName = dice.pick(lambda.list());
    const { revisionId, version: present } = lambda.alias(functionName, 'live');
    const version = publishBy(world, 'pipeline', functionName);
    if (version === null) continue;
    await world.later(LONGEST_PAUSE_MS, `the pipeline releases ${functionName}:${version}`);
    const isCanary = dice.chance(0.3) && present !== '$LATEST';
    const second = isCanary ? { version, weight: CANARY_WEIGHT } : null;
    const toVersion = isCanary ? present : version;
    const isCareful = dice.chance(0.5);
    update(world, 'pipeline', {
      functionName,
      toVersion,
      second,
      ...(isCareful ? { revisionId } : {}),
    });
  }
}

/** Somebody in AWS's own console, who looks at nothing first. */
export async function meddle(world: World, acts: number): Promise<void> {
  const { dice, lambda } = world;
  for (let left = acts; left > 0; left -= 1) {
    await world.later(LONGEST_PAUSE_MS, 'somebody opens the console of AWS');
    const functionName = dice.pick(lambda.list());
    const versions = lambda.versions(functionName).map(({ version }) => version);
    const toVersion = dice.chance(0.1) ? '$LATEST' : dice.pick(versions);
    update(world, 'console', { functionName, toVersion, second: null });
  }
}

/** Null while somebody else is at an update of it. */
function publishBy(world: World, who: string, functionName: string): number | null {
  try {
    return world.publish(functionName);
  } catch (error) {
    if (!(error instanceof LambdaRefusal)) throw error;
    world.timeline.note(who, `publishes no version of ${functionName}: ${error.message}`);
    return null;
  }
}

function update(world: World, who: string, sent: Omit<AliasUpdate, 'alias' | 'description'>): void {
  const where = `live of ${sent.functionName} → ${sent.toVersion}`;
  try {
    // Who moves an alias elsewhere seldom leaves the description of who moved it before.
    world.lambda.updateAlias({ ...sent, alias: 'live', description: who });
    world.timeline.note(who, where);
  } catch (error) {
    if (!(error instanceof LambdaRefusal)) throw error;
    world.timeline.note(who, `${where}: ${error.message}`);
  }
}
