import { breakThings, setRules } from '#lib/testing/simulator/alarm-scene';
import { cleanUp } from '#lib/testing/simulator/cleaner';
import { ring } from '#lib/testing/simulator/hooks';
import { operate, type Plans } from '#lib/testing/simulator/operator';
import { deployFromOutside, meddle } from '#lib/testing/simulator/outsiders';
import { unlock } from '#lib/testing/simulator/unlocker';
import type { World } from '#lib/testing/simulator/world';

const MINUTE_MS = 60_000;

/** Sets a scene, and sends everybody on who is in it. */
type Play = (world: World, isIn: (part: string) => boolean) => Promise<void>;

/** What schedules are about. */
export const PLAYS = {
  /** People roll back and tidy up, while a pipeline releases and somebody meddles. */
  rollbacks: async (world, isIn) => {
    const { dice, server } = world;
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
  },
  /** A pipeline releases what may hurt, and automation takes it back; more than one look at the alarms at once. */
  alarms: async (world, isIn) => {
    const { dice, server, timeline } = world;
    const minutes = dice.between(14, 24);
    world.stretch = 5;
    world.furnish(dice.between(1, 2));
    await setRules(world);
    if (isIn('outages')) breakThings(world, minutes);
    server.watching = { until: timeline.now + minutes * MINUTE_MS, looks: dice.between(1, 2) };
    server.start();
    if (isIn('pipeline')) void deployFromOutside(world, dice.between(1, 4));
    if (isIn('console')) void meddle(world, dice.below(3));
    if (isIn('Ana')) void operate(world, 'Ana', { acts: dice.below(2), plans: [] });
    if (isIn('Uma')) void unlock(world, 'Uma', dice.below(6));
    if (isIn('hooks')) void ring(world, dice.below(6));
  },
} satisfies Record<string, Play>;

export type PlayName = keyof typeof PLAYS;

const IN_TURN: readonly PlayName[] = ['rollbacks', 'alarms'];

/** Which of them a seed plays; with the weathers they meet in all pairs. */
export function playOf(seed: number): PlayName {
  return IN_TURN[seed % IN_TURN.length] ?? 'rollbacks';
}
