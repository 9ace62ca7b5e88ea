import { setTimeout as pause } from 'node:timers/promises';
import type { Pace } from '#lib/core/pace';

/** The machine's clock. A pause does not keep a process alive that has nothing else to do. */
export const realPace: Pace = {
  clock: () => new Date(),
  pause: async (milliseconds) => {
    await pause(milliseconds, undefined, { ref: false });
  },
};
