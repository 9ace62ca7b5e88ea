import type { Rejected, Rejection } from '#lib/core/rejections';
import { cut, sampleOf, soundText } from '#lib/events/rejected/sample-of';

/** Refusals that are alike: of one hour, sender, type and reason. */
export interface RejectedGroup {
  /** The beginning of the hour in which they came, epoch milliseconds. */
  hour: number;
  isBatch: boolean;
  senderId: string;
  senderName: string;
  eventType: string;
  reason: string;
  count: number;
  /** Epoch milliseconds. */
  firstAt: number;
  lastAt: number;
  samples: string[];
}

/** So many groups are kept apart in an hour; what comes on top is counted together. */
export const MOST_GROUPS = 100;
export const MOST_SAMPLES = 3;

const HOUR_MS = 3_600_000;
const TYPE_BYTES = 256;
const REASON_BYTES = 400;
const NAME_BYTES = 200;
const TOO_MANY = 'Other reasons: too many different ones came in this hour to keep them apart.';

/** Counts refusals in bounded memory, whatever comes: reasons may quote what was sent, so there is no end of them. */
export class RejectedTally {
  private readonly groups = new Map<string, RejectedGroup>();
  private readonly sizes = new Map<number, number>();

  add({ senderId, senderName, receivedAt, rejections }: Rejected): void {
    const sender = { senderId, senderName: cut(soundText(senderName), NAME_BYTES) };
    for (const rejection of rejections) {
      const { samples } = this.count({ ...alone(rejection, receivedAt), ...sender });
      if (samples.length < MOST_SAMPLES) samples.push(sampleOf(rejection.given));
    }
  }

  /** Puts groups back that were taken and could not be written. */
  restore(groups: RejectedGroup[]): void {
    for (const group of groups) {
      const { samples } = this.count(group);
      samples.push(...group.samples.slice(0, MOST_SAMPLES - samples.length));
    }
  }

  /** Everything that was counted since the last time. */
  take(): RejectedGroup[] {
    const taken = [...this.groups.values()];
    this.groups.clear();
    this.sizes.clear();
    return taken;
  }

  /** Adds to the group that it belongs to. @returns that group. */
  private count(given: RejectedGroup): RejectedGroup {
    const known = this.groups.get(keyOf(given));
    const size = this.sizes.get(given.hour) ?? 0;
    const wanted = known || size < MOST_GROUPS ? given : overflowOf(given);
    const group = known ?? this.groups.get(keyOf(wanted));
    if (group) {
      group.count += given.count;
      group.firstAt = Math.min(group.firstAt, given.firstAt);
      group.lastAt = Math.max(group.lastAt, given.lastAt);
      return group;
    }
    const made = { ...wanted, samples: [] };
    this.groups.set(keyOf(made), made);
    this.sizes.set(given.hour, size + 1);
    return made;
  }
}

/** What tells groups apart. */
export function keyOf({ hour, isBatch, senderId, eventType, reason }: RejectedGroup): string {
  return JSON.stringify([hour, isBatch, senderId, eventType, reason]);
}

/** The group that takes what an hour has no room for. */
export function overflowOf(group: RejectedGroup): RejectedGroup {
  return { ...group, isBatch: false, senderId: '', senderName: '', eventType: '', reason: TOO_MANY };
}

function alone({ isBatch, eventType, reason }: Rejection, receivedAt: number) {
  return {
    hour: Math.floor(receivedAt / HOUR_MS) * HOUR_MS,
    isBatch,
    eventType: cut(soundText(eventType), TYPE_BYTES),
    reason: cut(soundText(reason), REASON_BYTES),
    count: 1,
    firstAt: receivedAt,
    lastAt: receivedAt,
    samples: [],
  };
}
