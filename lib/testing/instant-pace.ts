import type { Pace } from '#lib/core/pace';

/** A clock that moves only by its pauses, which take no time; `onPause` is told how long each is. */
export function instantPace(from: Date, onPause?: (milliseconds: number) => Promise<void>): Pace {
  let now = from.getTime();
  return {
    clock: () => new Date(now),
    pause: async (milliseconds) => {
      now += milliseconds;
      await onPause?.(milliseconds);
    },
  };
}
