import type { ImpactSums } from '#lib/adoption/impact';
import type { DefinedFeature } from '#lib/adoption/kinds';
import type { FeatureDefinition } from '#lib/adoption/schema';
import type { StoredEvent } from '#lib/core/event-store';
import { calendarDay } from '#lib/testing/adoption-worlds';
import { dayNumber, isAttempt } from '#lib/testing/reference-adoption';

const DAY = 86_400_000;

export interface ImpactWorld {
  events: StoredEvent[];
  feature: DefinedFeature;
  timeZone: string;
  from: number;
  to: number;
  /** The first moments of the last uses that are followed to the end, and of what nobody looks at. */
  followedTo: number;
  horizon: number;
  followUpMs: number;
}

/** A user at a moment at which they had not used the feature. */
export interface ImpactUnit {
  user: string;
  isFirstUse: boolean;
  cell: string;
  startsLater: boolean;
  measures: Record<'converted' | 'revenue' | 'active_days' | 'log_events' | 'log_age', number>;
}

const MEASURES = ['converted', 'revenue', 'active_days', 'log_events', 'log_age'] as const;
const COVARIATES = ['active_days', 'log_events', 'log_age'] as const;

/** All units of a world, by walking through the events of each user. */
export function referenceUnits(world: ImpactWorld): ImpactUnit[] {
  const byUser = groupedBy(
    world.events.filter(({ eventTime }) => eventTime < world.horizon),
    ({ userId }) => userId,
  );
  return [...byUser].flatMap(([user, events]) => unitsOf(world, user, events));
}

function unitsOf(world: ImpactWorld, user: string, events: StoredEvent[]): ImpactUnit[] {
  const uses = events.filter((event) => isAttempt(event, world.feature)).map(({ eventTime }) => eventTime);
  const firstUse = uses.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...uses);
  if (firstUse < world.from) return [];
  const dayOf = (time: number) => dayNumber(calendarDay(time, world.timeZone));
  const dayFrom = dayOf(world.from) - 28;
  const own = events
    .filter(({ eventTime }) => eventTime <= firstUse && eventTime < world.followedTo)
    .map((event) => ({ ...event, day: dayOf(event.eventTime) }))
    .filter(({ day }) => day >= dayFrom);
  const firstSeen = Math.min(...events.map(({ eventTime }) => eventTime));
  const units = new Map<string, ImpactUnit>();
  const candidates = own.filter(({ eventTime }) => eventTime >= world.from);
  for (const candidate of candidates.sort((a, b) => a.eventTime - b.eventTime)) {
    const { day, eventTime } = candidate;
    const today = candidates.filter((one) => one.day === day);
    const place = 1 + today.filter((one) => one.eventTime < eventTime).length;
    const moment = binOf(place, [2, 3, 5, 9, 17, 33]);
    const isFirstUse = eventTime === firstUse;
    const name = [day, moment, isFirstUse].join();
    if (units.has(name)) continue;
    const known = knownAt(world, own, today, candidate);
    const age = (eventTime - firstSeen) / DAY;
    const bins = [
      binOf(known.active, [1, 3, 7, 14]),
      binOf(known.events, [1, 10, 50, 200]),
      binOf(age, [1, 7, 28, 90]),
    ];
    const week = Math.floor((day + 3) / 7);
    units.set(name, {
      user,
      isFirstUse,
      cell: JSON.stringify([week, moment, bins, known.platform, known.plan, known.converted]),
      startsLater: !isFirstUse && firstUse <= eventTime + world.followUpMs,
      measures: {
        ...outcomesAfter(world, events, eventTime),
        active_days: known.active,
        log_events: Math.log(1 + known.events),
        log_age: Math.log(1 + age),
      },
    });
  }
  return [...units.values()];
}

type DatedEvent = StoredEvent & { day: number };

function knownAt(
  { feature }: ImpactWorld,
  own: DatedEvent[],
  today: DatedEvent[],
  { day, eventTime }: DatedEvent,
) {
  const before = own.filter((one) => one.day < day && one.day >= day - 28);
  const days = [...new Set(before.map((one) => one.day))].sort((a, b) => b - a);
  const first = (events: StoredEvent[], property: string) =>
    events
      .flatMap(({ properties }) => properties?.[property] ?? [])
      .filter((value) => value !== '')
      .map(String)
      .sort()
      .at(-1);
  const known = (property: string) => {
    for (const one of days) {
      const value = first(
        before.filter((event) => event.day === one),
        property,
      );
      if (value !== undefined) return value;
    }
    return (
      first(
        today.filter((one) => one.eventTime <= eventTime),
        property,
      ) ?? ''
    );
  };
  return {
    active: days.length,
    events: before.length,
    converted: before.some((event) => isNamed(event, feature.saved.definition.conversion)),
    platform: known('platform'),
    plan: known('plan'),
  };
}

function outcomesAfter({ feature, followUpMs }: ImpactWorld, events: StoredEvent[], time: number) {
  const after = events.filter(({ eventTime }) => eventTime > time && eventTime <= time + followUpMs);
  const { conversion, revenue } = feature.saved.definition;
  return {
    converted: after.some((event) => isNamed(event, conversion)) ? 1 : 0,
    revenue: after
      .filter((event) => isNamed(event, revenue))
      .reduce((sum, { value }) => sum + (value ?? 0), 0),
  };
}

function isNamed(event: StoredEvent, ref: FeatureDefinition['conversion']): boolean {
  if (!ref?.types.includes(event.eventType)) return false;
  return ref.feature === undefined || ref.feature === event.featureName;
}

function binOf(value: number, borders: number[]): number {
  return borders.filter((border) => value >= border).length;
}

/** The sums that the estimate takes, unit by unit; `firstUsers` and `followed` are counted by the caller. */
export function sumsOfUnits(
  units: ImpactUnit[],
  counts: { first_users: number; followed: number },
): ImpactSums {
  const sums: Record<string, number> = { ...counts };
  const add = (name: string, value: number) => {
    sums[name] = (sums[name] ?? 0) + value;
  };
  for (const { isFirstUse, measures } of units) {
    const group = isFirstUse ? 'all_treated' : 'all_others';
    add(group, 1);
    for (const name of MEASURES) add(`${group}_${name}`, measures[name]);
    for (const name of COVARIATES) add(`${group}_${name}_squared`, measures[name] ** 2);
  }
  const waiting = groupedBy(
    units.filter(({ isFirstUse }) => !isFirstUse),
    ({ user }) => user,
  );
  for (const own of waiting.values()) {
    add('people', 1);
    for (const name of ['converted', 'revenue'] as const) {
      add(`people_${name}`, own.reduce((sum, { measures }) => sum + measures[name], 0) / own.length);
    }
  }
  const byUser = new Map<string, Record<string, number>>();
  for (const cell of groupedBy(units, ({ cell }) => cell).values()) {
    const treated = cell.filter(({ isFirstUse }) => isFirstUse);
    const others = cell.filter(({ isFirstUse }) => !isFirstUse);
    const people = new Set(others.map(({ user }) => user)).size;
    if (treated.length === 0 || people < 2) continue;
    const weight = treated.length / others.length;
    const means = Object.fromEntries(
      MEASURES.map((name) => [
        name,
        others.reduce((sum, unit) => sum + unit.measures[name], 0) / others.length,
      ]),
    );
    const left = (unit: ImpactUnit, name: (typeof MEASURES)[number]) =>
      unit.measures[name] - (means[name] ?? 0);
    add('matched', treated.length);
    for (const name of MEASURES) add(`weighted_${name}`, treated.length * (means[name] ?? 0));
    for (const [index, one] of COVARIATES.entries()) {
      for (const other of [...COVARIATES.slice(index), 'converted', 'revenue'] as const) {
        add(
          `slope_${one}_${other}`,
          weight * others.reduce((sum, unit) => sum + left(unit, one) * left(unit, other), 0),
        );
      }
    }
    for (const unit of cell) {
      const own = byUser.get(unit.user) ?? {};
      byUser.set(unit.user, own);
      const gather = (name: string, value: number) => {
        own[name] = (own[name] ?? 0) + value;
      };
      const few = Math.sqrt(people / (people - 1));
      for (const name of MEASURES) gather(name, (unit.isFirstUse ? 1 : -weight * few) * left(unit, name));
      gather('treated', unit.isFirstUse ? 1 : 0);
      gather('weight', unit.isFirstUse ? 0 : weight);
      gather('started_later', unit.startsLater ? weight : 0);
      own.conversions = Math.max(own.conversions ?? 0, unit.measures.converted);
      own.payers = Math.max(own.payers ?? 0, unit.measures.revenue === 0 ? 0 : 1);
    }
  }
  const products = [...MEASURES, 'treated'];
  for (const own of byUser.values()) {
    add('other_users', (own.weight ?? 0) > 0 ? 1 : 0);
    add('weight_squared', (own.weight ?? 0) ** 2);
    for (const name of ['conversions', 'payers', 'weight', 'started_later']) add(name, own[name] ?? 0);
    for (const name of MEASURES) add(`residual_${name}`, own[name] ?? 0);
    for (const [index, one] of products.entries()) {
      for (const other of products.slice(index))
        add(`cluster_${one}_${other}`, (own[one] ?? 0) * (own[other] ?? 0));
    }
  }
  return sums;
}

function groupedBy<T>(values: T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}
