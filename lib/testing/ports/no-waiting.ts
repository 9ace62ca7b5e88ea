/** Waits that take no time: the budget's pauses would only slow tests down. */
export const NO_WAITING = { now: Date.now, random: () => 0, sleep: async () => undefined };
