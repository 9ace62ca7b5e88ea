import type { DefinedFeature } from '#lib/adoption/kinds';
import type { StoredEvent } from '#lib/core/event-store';
import { type AdoptionWorld, calendarDay } from '#lib/testing/adoption-worlds';

const DAY = 86_400_000;
const HOURS_2 = 7_200_000;

/** Days since 1970 of a calendar's text. */
export function dayNumber(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / DAY;
}

/** Whether an event is an attempt at a feature, told one step at a time. */
export function isAttempt(event: StoredEvent, { saved, funnel }: DefinedFeature): boolean {
  if (event.featureName === saved.key && saved.definition.use.includes(event.eventType)) return true;
  if (!funnel) return false;
  return funnel.steps.slice(1).some((step) => {
    const types = [step.step].flat();
    const feature = step.feature ?? funnel.feature;
    if (feature !== undefined && event.featureName !== feature) return false;
    if (!types.includes('*') && !types.includes(event.eventType)) return false;
    return [...(funnel.filters ?? []), ...(step.filters ?? [])].every((filter) => {
      const value = event.properties?.[filter.property];
      return filter.op === 'eq' ? value === filter.value : value !== filter.value;
    });
  });
}

/** All metrics by walking through every event of every user, or of some; power users are such among all. */
export function referenceMetrics(
  world: AdoptionWorld,
  feature: DefinedFeature,
  powerDays: number,
  percent: number,
  people?: ReadonlySet<string>,
) {
  const { from, to, timeZone, now } = world;
  const isCounted = (user: string) => !people || people.has(user);
  const events = world.events.filter(({ userId }) => isCounted(userId));
  const day = (event: StoredEvent) => dayNumber(calendarDay(event.eventTime, timeZone));
  const inside = events.filter(({ eventTime }) => eventTime >= from && eventTime < to);
  const own = inside.filter(({ featureName }) => featureName === feature.saved.key);
  const of = (kind: 'view' | 'use' | 'complete' | 'share') =>
    own.filter(({ eventType }) => feature.saved.definition[kind].includes(eventType));
  const active = users(inside.filter((event) => isAttempt(event, feature)));
  const completed = users(of('complete'));
  const power = new Set([...powerUsers(world, powerDays, percent)].filter(isCounted));
  const today = dayNumber(calendarDay(now, timeZone));
  const retained = (within: number) => {
    const journeys = [...active].map((user) => {
      const days = events
        .filter((event) => event.userId === user && event.eventTime >= from && isAttempt(event, feature))
        .sort((a, b) => a.eventTime - b.eventTime)
        .map(day);
      const first = days[0] ?? Number.NaN;
      return { first, isBack: days.some((one) => one > first && one <= first + within) };
    });
    const matured = journeys.filter(({ first }) => today > first + within);
    return {
      count: matured.filter(({ isBack }) => isBack).length,
      of: matured.length,
      pending: journeys.length - matured.length,
    };
  };
  const seconds = of('use').flatMap(({ sessionDuration }) => sessionDuration ?? []);
  const everybody = users(inside).size;
  return {
    totalUsers: everybody,
    activeUsers: active.size,
    featureViews: of('view').length,
    featureUses: of('use').length,
    featureCompletions: of('complete').length,
    avgSessionDuration:
      seconds.length === 0 ? null : seconds.reduce((sum, one) => sum + one, 0) / seconds.length,
    avgSessionInterval: sessionInterval(of('use')),
    proportions: {
      adoptionRate: { count: active.size, of: everybody, pending: 0 },
      activationRate: { count: both(active, completed), of: active.size, pending: 0 },
      repeatUsageRate: {
        count: [...users(of('use'))].filter(
          (user) =>
            new Set(
              of('use')
                .filter(({ userId }) => userId === user)
                .map(day),
            ).size >= 2,
        ).length,
        of: active.size,
        pending: 0,
      },
      discovery: { count: users(of('view')).size, of: everybody, pending: 0 },
      activation: { count: active.size, of: everybody, pending: 0 },
      retention7d: retained(7),
      retention30d: retained(30),
      referral: { count: users(of('share')).size, of: everybody, pending: 0 },
      powerUserRate: { count: both(power, active), of: power.size, pending: 0 },
    },
  };
}

/** The interval of the mean over sessions, from what each user's sessions leave over. */
function sessionInterval(uses: StoredEvent[]): [number, number] | null {
  const timed = uses.filter(({ sessionDuration }) => sessionDuration !== null);
  const people = [...users(timed)];
  if (people.length < 2) return null;
  const mean = timed.reduce((sum, one) => sum + (one.sessionDuration ?? 0), 0) / timed.length;
  const left = people.map((user) =>
    timed
      .filter(({ userId }) => userId === user)
      .reduce((sum, one) => sum + (one.sessionDuration ?? 0) - mean, 0),
  );
  const variance = left.reduce((sum, one) => sum + one * one, 0) / (people.length - 1);
  const error = Math.sqrt(variance * people.length) / timed.length;
  return [mean - 1.959964 * error, mean + 1.959964 * error];
}

/** The top users by days with any event, over the days before the period, with all who tie with the last of them. */
export function powerUsers(
  { events, from, timeZone }: AdoptionWorld,
  powerDays: number,
  percent: number,
): Set<string> {
  const begin = daysBefore(from, powerDays, timeZone);
  const before = events.filter(({ eventTime }) => eventTime >= begin && eventTime < from);
  const days = new Map<string, Set<string>>();
  for (const { userId, eventTime } of before) {
    days.set(userId, (days.get(userId) ?? new Set()).add(calendarDay(eventTime, timeZone)));
  }
  const ranked = [...days.values()].map(({ size }) => size).sort((a, b) => b - a);
  const last = ranked[Math.ceil((ranked.length * percent) / 100) - 1] ?? Number.POSITIVE_INFINITY;
  return new Set([...days].filter(([, { size }]) => size >= last).map(([user]) => user));
}

/** The same time of day so many days before: found by looking at the zone's clock. */
function daysBefore(time: number, days: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const wall = (at: number) => Date.parse(`${format.format(at).replace(' ', 'T')}Z`);
  const wanted = wall(time) - days * DAY;
  const same = [0, -60, 60, -30, 30]
    .map((minutes) => time - days * DAY + minutes * 60_000)
    .find((candidate) => wall(candidate) === wanted);
  if (same !== undefined) return same;
  // The clock skipped it: as much later as it was put forward.
  const near = time - days * DAY;
  return near + wall(near + HOURS_2) - wall(near) - HOURS_2;
}

function users(events: StoredEvent[]): Set<string> {
  return new Set(events.map(({ userId }) => userId));
}

function both(one: Set<string>, other: Set<string>): number {
  return [...one].filter((user) => other.has(user)).length;
}
