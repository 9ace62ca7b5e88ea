import { breakThings, setRules } from '#lib/testing/simulator/alarm-scene';
import { cleanUp } from '#lib/testing/simulator/cleaner';
import { ring } from '#lib/testing/simulator/hooks';
import { operate, type Plans } from '#lib/testing/simulator/operator';
import { deployFromOutside, meddle } from '#lib/testing/simulator/outsiders';
import { deployOf, forwardOf, lock, stop } from '#lib/testing/simulator/releasers';
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
  /** People deploy, step by step or at once, take back and go forward, while others lock, stop and move. */
  releases: async (world, isIn) => {
    const { dice, server } = world;
    world.stretch = dice.pick([1, 3]);
    world.furnish(dice.between(1, 2));
    for (let left = dice.between(1, 3); left > 0; left -= 1) await world.upload();
    server.start();
    const plans: Plans = [];
    for (const name of ['Ana', 'Ben'].slice(0, dice.between(1, 2)).filter(isIn)) {
      void operate(world, name, { acts: dice.between(1, 3), plans, wanted: deployOf });
    }
    if (isIn('Cleo')) void operate(world, 'Cleo', { acts: dice.below(3), plans });
    if (isIn('Dora')) void operate(world, 'Dora', { acts: dice.below(3), plans, wanted: forwardOf });
    if (isIn('Uma')) void unlock(world, 'Uma', dice.below(4));
    if (isIn('Lena')) void lock(world, 'Lena', dice.below(2));
    if (isIn('Carl')) void stop(world, 'Carl', dice.below(2));
    if (isIn('pipeline')) void deployFromOutside(world, dice.below(2));
    if (isIn('console')) void meddle(world, dice.below(2));
  },
  /** All of them at once: people deploy, automation takes back, and people take that back again. */
  together: async (world, isIn) => {
    const { dice, server, timeline } = world;
    const minutes = dice.between(10, 18);
    world.stretch = 3;
    world.furnish(dice.between(1, 2));
    for (let left = dice.between(1, 3); left > 0; left -= 1) await world.upload();
    await setRules(world);
    if (isIn('outages')) breakThings(world, minutes);
    server.watching = { until: timeline.now + minutes * MINUTE_MS, looks: dice.between(1, 2) };
    server.isCleaning = isIn('schedule') && dice.chance(0.3);
    server.start();
    const plans: Plans = [];
    if (isIn('Ana')) void operate(world, 'Ana', { acts: dice.between(1, 3), plans, wanted: deployOf });
    if (isIn('Cleo')) void operate(world, 'Cleo', { acts: dice.below(2), plans });
    if (isIn('Dora')) void operate(world, 'Dora', { acts: dice.below(4), plans, wanted: forwardOf });
    if (isIn('Uma')) void unlock(world, 'Uma', dice.below(6));
    if (isIn('Carl')) void stop(world, 'Carl', dice.below(2));
    if (isIn('pipeline')) void deployFromOutside(world, dice.below(3));
    if (isIn('console')) void meddle(world, dice.below(2));
    if (isIn('hooks')) void ring(world, dice.below(4));
  },
} satisfies Record<string, Play>;

export type PlayName = keyof typeof PLAYS;

const IN_TURN: readonly PlayName[] = ['rollbacks', 'alarms', 'releases', 'together'];

/** Which of them a seed plays; with the weathers they meet in all pairs. */
export function playOf(seed: number): PlayName {
  return IN_TURN[seed % IN_TURN.length] ?? 'rollbacks';
}
