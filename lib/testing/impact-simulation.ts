import type { StoredEvent } from '#lib/core/event-store';
import { definedFeature } from '#lib/testing/adoption-worlds';
import type { ImpactWorld } from '#lib/testing/reference-impact';
import { storedEvent } from '#lib/testing/store';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 5);
const DAYS = 63;
const PERIOD_START = START + 35 * DAY;
const FOLLOW_UP = 7;

interface Person {
  userId: string;
  /** How often they come, and how much they do then. */
  zeal: number;
  platform: string;
  plan: string;
  joined: number;
}

/**
 * People of whom the active ones use a feature sooner (each event may be it, more likely for who came often lately)
 * and convert more often (each event may lead to it, more likely for the zealous and the paying).
 *
 * @param effect how much more likely each event leads to a conversion in the seven days after the first use.
 */
export function simulatedWorld(seed: number, effect: number, users = 700): ImpactWorld {
  const random = seeded(seed);
  const events = Array.from({ length: users }, (_, index) =>
    eventsOf(personOf(index, random), random, effect),
  ).flat();
  return {
    events,
    feature: definedFeature('a', {
      conversion: { types: ['buy'] },
      revenue: { types: ['buy'] },
    }),
    timeZone: 'UTC',
    from: PERIOD_START,
    to: START + (DAYS - FOLLOW_UP) * DAY,
    followedTo: START + (DAYS - FOLLOW_UP) * DAY,
    horizon: START + DAYS * DAY,
    followUpMs: FOLLOW_UP * DAY,
  };
}

function personOf(index: number, random: () => number): Person {
  return {
    userId: `u${index}`,
    zeal: 0.05 + 0.75 * random() ** 2,
    platform: random() < 0.6 ? 'web' : 'ios',
    plan: random() < 0.3 ? 'pro' : 'free',
    joined: random() < 0.6 ? 0 : Math.floor(random() * DAYS),
  };
}

function eventsOf(person: Person, random: () => number, effect: number): StoredEvent[] {
  const { userId, zeal, platform, plan } = person;
  const events: StoredEvent[] = [];
  const activeDays: number[] = [];
  let firstUse = Number.POSITIVE_INFINITY;
  const add = (eventType: string, eventTime: number, value: number | null = null) => {
    const eventId = `${userId}-${events.length}`;
    events.push(
      storedEvent(eventId, {
        userId,
        eventType,
        featureName: 'a',
        eventTime,
        value,
        properties: { platform, plan },
      }),
    );
  };
  for (let day = person.joined; day < DAYS; day += 1) {
    if (random() > zeal) continue;
    const lately = activeDays.filter((one) => one >= day - 28).length;
    let time = START + day * DAY + Math.floor(random() * DAY * 0.7);
    for (let more = true; more; more = random() < 0.4 + 0.4 * zeal) {
      time += 1 + Math.floor(random() * 600_000);
      const mayUse = time >= PERIOD_START && random() < 0.004 + 0.0012 * lately;
      if (mayUse) firstUse = Math.min(firstUse, time);
      add(mayUse ? 'use' : 'look', time);
      const isAfter = time >= firstUse && time <= firstUse + FOLLOW_UP * DAY;
      const chance = 0.01 + 0.05 * zeal + (plan === 'pro' ? 0.02 : 0) + (isAfter ? effect : 0);
      if (random() < chance)
        add('buy', time + 1 + Math.floor(random() * 60_000), 1 + Math.floor(40 * random() ** 3));
    }
    activeDays.push(day);
  }
  return events;
}

/** Mulberry32: a small generator whose seeds lie apart. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
