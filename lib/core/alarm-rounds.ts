/** Somebody who looks at the alarms again and again, and has decided on what they say. */
export interface AlarmRounds {
  /** Has him look at once: somebody has heard that an alarm has changed. What it said is not believed. */
  hurry(): void;
  /** When he had looked last; null before the first round. */
  lookedAt(): Date | null;
  /** Why the newest round failed, in words; null when it did not. */
  problem(): string | null;
}
