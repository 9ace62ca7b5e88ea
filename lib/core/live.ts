import type { FunctionAlias, FunctionVersion } from '#lib/core/functions';
import type { Alarm, FunctionPoint } from '#lib/core/monitoring';
import type { OwnedAlias, Stack } from '#lib/core/stacks';

/** A function as it was read last. */
export interface SeenFunction {
  name: string;
  aliases: FunctionAlias[];
  versions: FunctionVersion[];
  versionsReadAt: Date;
  readAt: Date;
}

/** A stack as it was read last, and the aliases that it owns. */
export interface SeenStack extends Stack {
  aliases: OwnedAlias[];
}

/** All stacks, read apart from the functions and less often. */
export interface SeenStacks {
  all: readonly SeenStack[];
  /** When they were last read; null before the first time. */
  readAt: Date | null;
  /** Why they were not the last time, in words; null when they were. */
  problem: string | null;
}

/** What is live, as far as it has been read: functions appear one by one, because AWS lets nobody ask faster. */
export interface Live {
  functions: ReadonlyMap<string, SeenFunction>;
  /** How many functions there are; null before they were listed. */
  expected: number | null;
  alarms: readonly Alarm[];
  /** The last hour, a point a minute; empty before it was read. */
  points: ReadonlyMap<string, FunctionPoint[]>;
  stacks: SeenStacks;
  /** When the newest round was finished; null before the first. */
  readAt: Date | null;
  /** Why the newest round was not, in words; null when it was. */
  problem: string | null;
}

/** Somebody who looks at the cloud again and again, as long as anybody asks what he sees. */
export interface Lookout {
  /** What he sees now, or saw last. Asking keeps him looking for a while, except for those who only pass by. */
  now(asker?: { isPassing: boolean }): Live;
  /** Has him look at one function before all others. */
  hurry(functionName: string): void;
}
