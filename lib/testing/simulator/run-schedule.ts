import { cleanUp } from '#lib/testing/simulator/cleaner';
import { checkEnd, checkEnded } from '#lib/testing/simulator/final-checks';
import type { MemoryDatabase } from '#lib/testing/simulator/memory/memory-database';
import { operate, type Plans } from '#lib/testing/simulator/operator';
import { deployFromOutside, meddle } from '#lib/testing/simulator/outsiders';
import { PRODUCT, type Product } from '#lib/testing/simulator/product';
import { CALM, type Trouble, WEATHERS } from '#lib/testing/simulator/trouble';
import { Violation } from '#lib/testing/simulator/violation';
import { World } from '#lib/testing/simulator/world';

/** What a schedule can do without, to find what a failure needs. */
export const PARTS = [
  'Ana',
  'Ben',
  'Cleo',
  'Dora',
  'schedule',
  'pipeline',
  'console',
  ...Object.keys(CALM),
] as const;

export interface Options {
  product?: Product;
  /** Parts to leave out, by name. */
  without?: readonly string[];
  /** Where the state is kept, when not in memory; then nobody looks for what must never be. */
  kept?: MemoryDatabase;
}

export interface Ran {
  seed: number;
  /** What must never be, and was; null when all is well. */
  violation: string | null;
  /** How the changes ended, in the order in which they were planned. */
  statuses: string[];
  /** Every step, with its time and whose it was. */
  trace: readonly string[];
}

/** Runs the schedule that a seed tells, to the end of everything that it set off. */
export async function runSchedule(
  seed: number,
  { product = PRODUCT, without = [], kept }: Options = {},
): Promise<Ran> {
  const trouble = calmed(WEATHERS[seed % WEATHERS.length] ?? CALM, without);
  const world = new World(seed, product, { trouble, ...(kept ? { memory: kept, isWatched: false } : {}) });
  const violation = await violationOf(() => play(world, without));
  const statuses = world.memory.rows<{ status: string }>('change').map(({ status }) => status);
  return { seed, violation, statuses, trace: world.timeline.trace };
}

function calmed(weather: Trouble, without: readonly string[]): Trouble {
  const left = Object.entries(weather).filter(([name]) => !without.includes(name));
  return { ...CALM, ...Object.fromEntries(left) };
}

async function play(world: World, without: readonly string[]): Promise<void> {
  const { dice, server } = world;
  const { overlap } = world.trouble;
  const isIn = (name: string) => !without.includes(name);
  world.furnish(dice.between(1, 3));
  server.isCleaning = isIn('schedule') && dice.chance(0.3);
  server.start();
  const plans: Plans = [];
  for (const name of ['Ana', 'Ben', 'Cleo'].slice(0, dice.between(1, 3)).filter(isIn)) {
    void operate(world, name, { acts: dice.between(1, 2), plans });
  }
  if (isIn('Dora') && dice.chance(0.5)) void cleanUp(world, 'Dora', dice.between(1, 2));
  if (isIn('pipeline')) void deployFromOutside(world, dice.below(3));
  if (isIn('console')) void meddle(world, dice.below(2));
  await world.run();
  // A process that is ended after its successor has started may leave what it just began to the one after that.
  if (overlap === 0) checkEnded(world);
  world.trouble = CALM;
  server.killPresent();
  server.start();
  await world.run();
  checkEnd(world);
}

async function violationOf(work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return error instanceof Violation
      ? error.message
      : `it fails: ${error instanceof Error ? error.stack : error}`;
  }
}
