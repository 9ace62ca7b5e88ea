import { checkEnd, checkEnded } from '#lib/testing/simulator/final-checks';
import type { MemoryDatabase } from '#lib/testing/simulator/memory/memory-database';
import { PLAYS, type PlayName, playOf } from '#lib/testing/simulator/plays';
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
  'Uma',
  'Lena',
  'Carl',
  'hooks',
  'outages',
  'schedule',
  'pipeline',
  'console',
  ...Object.keys(CALM),
] as const;

export interface Options {
  product?: Product;
  /** Instead of the one that the seed has. */
  play?: PlayName | undefined;
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

/** So long automation goes on when all is calm: longer than one process may keep a decision to itself. */
const SETTLING_MS = 5 * 60_000;

/** Runs the schedule that a seed tells, to the end of everything that it set off. */
export async function runSchedule(
  seed: number,
  { product = PRODUCT, play: name = playOf(seed), without = [], kept }: Options = {},
): Promise<Ran> {
  const trouble = calmed(WEATHERS[seed % WEATHERS.length] ?? CALM, without);
  const world = new World(seed, product, { trouble, ...(kept ? { memory: kept, isWatched: false } : {}) });
  const violation = await violationOf(() => play(world, name, without));
  const statuses = world.memory.rows<{ status: string }>('change').map(({ status }) => status);
  return { seed, violation, statuses, trace: world.timeline.trace };
}

function calmed(weather: Trouble, without: readonly string[]): Trouble {
  const left = Object.entries(weather).filter(([name]) => !without.includes(name));
  return { ...CALM, ...Object.fromEntries(left) };
}

async function play(world: World, name: PlayName, without: readonly string[]): Promise<void> {
  const { server, timeline } = world;
  await PLAYS[name](world, (part) => !without.includes(part));
  await world.run();
  // A process that is ended after its successor has started may leave what it just began to the one after that.
  if (world.trouble.overlap === 0) checkEnded(world);
  world.trouble = CALM;
  if (server.watching) server.watching = { until: timeline.now + SETTLING_MS, looks: 1 };
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
