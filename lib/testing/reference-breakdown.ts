import type { StoredEvent } from '#lib/core/event-store';
import type { AdoptionWorld } from '#lib/testing/adoption-worlds';
import { powerUsers } from '#lib/testing/reference-adoption';

export interface ReferencePart {
  value: string | null;
  isOther: boolean;
  users: Set<string>;
}

/** Whom each value of a breakdown holds: told user by user, then value by value. */
export function referenceParts(matching: StoredEvent[], property: string): ReferencePart[] {
  const ofUsers = new Map<string, string | null>();
  for (const user of new Set(matching.map(({ userId }) => userId))) {
    const own = matching
      .filter(({ userId }) => userId === user)
      .sort((a, b) => a.eventTime - b.eventTime)
      .map((event) => ({ time: event.eventTime, value: setValue(event, property) }))
      .filter(({ value }) => value !== null && value !== '');
    const atOnce = own.filter(({ time }) => time === own[0]?.time).map(({ value }) => value);
    ofUsers.set(user, atOnce.sort()[0] ?? null);
  }
  const values = [...new Set(ofUsers.values())].map((value) => ({
    value,
    isOther: false,
    users: new Set([...ofUsers].filter(([, own]) => own === value).map(([user]) => user)),
  }));
  // Missing values come after all others of the same size.
  values.sort(
    (a, b) => b.users.size - a.users.size || ((a.value ?? '\uffff') < (b.value ?? '\uffff') ? -1 : 1),
  );
  const rest = values.slice(8);
  if (rest.length === 0) return values;
  const others = new Set(rest.flatMap(({ users }) => [...users]));
  return [...values.slice(0, 8), { value: null, isOther: true, users: others }];
}

/** The same for metrics: by events of the period, and failing a value there, by those of power users before it. */
export function referenceMetricParts(
  world: AdoptionWorld,
  property: string,
  before: { from: number; days: number; percent: number },
): ReferencePart[] {
  const { events, from, to } = world;
  const power = powerUsers(world, before.days, before.percent);
  const matching = events
    .filter(({ eventTime }) => eventTime >= before.from && eventTime < to)
    .filter(({ eventTime, userId }) => eventTime >= from || power.has(userId))
    .map((event) => ({ ...event, eventTime: event.eventTime + (event.eventTime < from ? 1e15 : 0) }));
  return referenceParts(matching, property);
}

function setValue(event: StoredEvent, property: string): string | null {
  if (property === 'userId') return event.userId;
  if (property === 'type') return event.eventType;
  if (property === 'feature') return event.featureName;
  const value = event.properties?.[property];
  return value === undefined || value === null ? null : String(value);
}
