import type { StoredEvent } from '#lib/core/event-store';
import type { FunnelQuestion, Outcome } from '#lib/funnels/schema';
import { type Tried, type TriedEvent, tryEverything } from '#lib/testing/reference-run';

/**
 * Whole answers by trying everything, from stored events and a question. It shares the question's type with the
 * product, and nothing else.
 */
export interface Judged {
  unit: string;
  events: StoredEvent[];
  tried: Tried;
  isOpen: boolean;
  /** A whole window has passed since it first entered. */
  hasMatured: boolean;
}

type Filters = NonNullable<FunnelQuestion['filters']>;
type AskedStep = FunnelQuestion['steps'][number];

/** What becomes of every unit whose runs begin in `[from, to)`, which is the question's period unless said. */
export function judgeUnits(
  stored: StoredEvent[],
  question: FunnelQuestion,
  now: number,
  from = Date.parse(question.from),
  to = Date.parse(question.to),
): Judged[] {
  const unitOf = (event: StoredEvent) => (question.unit === 'user' ? event.userId : event.sessionId);
  const judged: Judged[] = [];
  for (const unit of new Set(stored.map(unitOf))) {
    if (unit === null) continue;
    const events = stored.filter((event) => unitOf(event) === unit).filter(isSeen(question));
    judged.push(judgeUnit(unit, events, question, now, from, to));
  }
  return judged.filter(({ tried }) => tried.best !== null || tried.isExcluded);
}

/** The steps that the unit's run has: 1-based; in any order 1 up to how many it has. */
export function stepsOf({ tried }: Judged, question: FunnelQuestion): number[] {
  if (tried.isExcluded) return [];
  const taken = tried.best?.taken ?? [];
  return question.order === 'any' ? taken.map((_, index) => index + 1) : taken.map(({ step }) => step);
}

/** What a unit is to the people list of a step, or null when it is in none. */
export function outcomeAt(judged: Judged, question: FunnelQuestion, step: number): Outcome | null {
  if (judged.tried.isExcluded) return 'excluded';
  const has = stepsOf(judged, question);
  if (has.includes(step)) return 'converted';
  const before = requiredBefore(question, step);
  if (before === undefined || !has.includes(before)) return null;
  return judged.isOpen ? 'pending' : 'dropped';
}

/** The time of each step of the run, up to the last one, null where it was left out. */
export function timesOf(judged: Judged, question: FunnelQuestion): (string | null)[] {
  const steps = stepsOf(judged, question);
  const last = Math.max(0, ...steps);
  return Array.from({ length: last }, (_, index) => {
    const taken = judged.tried.best?.taken[steps.indexOf(index + 1)];
    return steps.includes(index + 1) && taken ? new Date(taken.event.time).toISOString() : null;
  });
}

/** Seconds from the step before in each run that has `step`. */
export function secondsTo(judged: Judged[], question: FunnelQuestion, step: number): number[] {
  return judged.flatMap((one) => {
    const position = stepsOf(one, question).indexOf(step);
    const [before, at] = [one.tried.best?.taken[position - 1], one.tried.best?.taken[position]];
    return position > 0 && before && at ? [(at.event.time - before.event.time) / 1000] : [];
  });
}

/** The value of the breakdown that the unit falls under; undefined when it is left out. */
export function valueUnder(
  judged: Judged,
  question: FunnelQuestion,
  property: string,
): string | null | undefined {
  const attribution = question.attribution ?? 'first';
  const matching = judged.events.filter((event) => servedSteps(event, question).length > 0);
  const value = (event: StoredEvent) => propertyOf(event, property);
  if (attribution === 'first' || attribution === 'last') {
    const set = matching.filter((event) => value(event) !== null);
    set.sort((a, b) => a.eventTime - b.eventTime || compareTexts(value(a), value(b)));
    const found = attribution === 'first' ? set[0] : set.at(-1);
    return found ? value(found) : null;
  }
  const step = Number(attribution.slice(5));
  const time = timesOf(judged, question)[step - 1];
  if (!time) return undefined;
  const held = judged.tried.best?.taken[0]?.event.held ?? null;
  const there = matching
    .filter(({ eventTime }) => eventTime === Date.parse(time))
    .filter((event) => question.order === 'any' || servedSteps(event, question).includes(step))
    .filter(
      (event) => question.holdConstant === undefined || propertyOf(event, question.holdConstant) === held,
    )
    .map(value)
    .sort(compareTexts);
  return there[0] ?? null;
}

/** For `all`: the runs whose steps carry one value, judged value by value; the best one says where the unit falls. */
export function judgeByValue(
  judged: Judged,
  question: FunnelQuestion,
  property: string,
): { value: string | null; tried: Tried } {
  const rules = rulesOf(question);
  const values = [
    ...new Set(
      judged.events
        .filter((event) => servedSteps(event, question).length > 0)
        .map((event) => propertyOf(event, property)),
    ),
  ].sort(compareTexts);
  const tried = values.map((value) => ({
    value,
    tried: tryEverything(
      judged.events.map((event) => {
        const one = triedEvent(event, question);
        return propertyOf(event, property) === value ? one : { ...one, steps: [] };
      }),
      rules,
    ),
  }));
  const ranked = tried
    .filter((one) => one.tried.best !== null)
    .sort((a, b) => compareRuns(a.tried, b.tried, question));
  const best = ranked[0] ?? tried[0];
  const isExcluded = tried.some((one) => one.tried.deepestAttempt > (best?.tried.depth ?? 0));
  return {
    value: best?.value ?? null,
    tried: { best: null, depth: 0, deepestAttempt: 0, ...best?.tried, isExcluded },
  };
}

function judgeUnit(
  unit: string,
  events: StoredEvent[],
  question: FunnelQuestion,
  now: number,
  from: number,
  to: number,
): Judged {
  const tried = tryEverything(
    events.map((event) => triedEvent(event, question)),
    { ...rulesOf(question), from, to },
  );
  const cut = question.cutAtEnd ? Date.parse(question.to) - 1 : Number.POSITIVE_INFINITY;
  const ends = entryTimes(events, question, from, to).map((time) =>
    Math.min(time + question.windowSeconds * 1000, cut),
  );
  const isOpen = ends.some((end) => now <= end);
  return { unit, events, tried, isOpen, hasMatured: Math.min(...ends) < now };
}

/** By how many events, users and sessions aside, each step could be served in the period. */
export function countEvents(stored: StoredEvent[], question: FunnelQuestion): number[] {
  const counted = stored
    .filter(isSeen(question))
    .filter(({ eventTime }) => eventTime < Date.parse(question.to))
    .filter(({ sessionId }) => question.unit === 'user' || sessionId !== null);
  return question.steps.map(
    (_, index) => counted.filter((event) => servedSteps(event, question).includes(index + 1)).length,
  );
}

/** What becomes of every unit when only the runs count that begin with its first entry. */
export function judgeFirstEntries(stored: StoredEvent[], question: FunnelQuestion, now: number): Judged[] {
  const whole = judgeUnits(stored, question, now);
  return whole.flatMap(({ unit, events }) => {
    const first = Math.min(
      ...entryTimes(events, question, Date.parse(question.from), Date.parse(question.to)),
    );
    return judgeUnits(events, question, now, first, first + 1).filter((one) => one.unit === unit);
  });
}

function entryTimes(events: StoredEvent[], question: FunnelQuestion, from: number, to: number): number[] {
  return events
    .filter((event) => servedSteps(event, question).some((step) => step === 1 || question.order === 'any'))
    .filter(
      (event) => question.holdConstant === undefined || propertyOf(event, question.holdConstant) !== null,
    )
    .map(({ eventTime }) => eventTime)
    .filter((time) => time >= from && time < to);
}

function isSeen(question: FunnelQuestion): (event: StoredEvent) => boolean {
  const end = Date.parse(question.to) + (question.cutAtEnd ? 0 : question.windowSeconds * 1000);
  return ({ eventTime }) => eventTime >= Date.parse(question.from) && eventTime < end;
}

function rulesOf(question: FunnelQuestion) {
  return {
    optional: question.steps.map(({ optional }) => optional),
    windowMs: question.windowSeconds * 1000,
    order: question.order,
    exclusions: (question.exclusions ?? []).map(({ between: [after, before] }) => ({ after, before })),
    isHeld: question.holdConstant !== undefined,
    from: Date.parse(question.from),
    to: Date.parse(question.to),
  };
}

function triedEvent(event: StoredEvent, question: FunnelQuestion): TriedEvent {
  const excluded = (question.exclusions ?? []).flatMap(({ step }, index) =>
    serves(event, step, question) ? [index + 1] : [],
  );
  const held = question.holdConstant === undefined ? null : propertyOf(event, question.holdConstant);
  return { time: event.eventTime, steps: servedSteps(event, question), excluded, held };
}

function servedSteps(event: StoredEvent, question: FunnelQuestion): number[] {
  return question.steps.flatMap((step, index) => (serves(event, step, question) ? [index + 1] : []));
}

function serves(event: StoredEvent, step: AskedStep, question: FunnelQuestion): boolean {
  const types = [step.step].flat();
  if (!types.includes('*') && !types.includes(event.eventType)) return false;
  const feature = step.feature ?? question.feature;
  if (feature !== undefined && event.featureName !== feature) return false;
  return holdsAll(event, step.filters ?? []) && holdsAll(event, question.filters ?? []);
}

function holdsAll(event: StoredEvent, filters: Filters): boolean {
  return filters.every((filter) => holds(propertyOf(event, filter.property), filter));
}

function holds(value: string | null, filter: Filters[number]): boolean {
  const number = value === null ? Number.NaN : Number(value);
  const equals = (wanted: string | number | boolean) =>
    typeof wanted === 'number' ? number === wanted : value === String(wanted);
  switch (filter.op) {
    case 'eq':
      return equals(filter.value);
    case 'neq':
      return !equals(filter.value);
    case 'in':
      return filter.value.some(equals);
    case 'exists':
      return (value !== null) === filter.value;
    case 'contains':
      return value?.includes(filter.value) ?? false;
    case 'gt':
      return number > filter.value;
    case 'gte':
      return number >= filter.value;
    case 'lt':
      return number < filter.value;
    default:
      return number <= filter.value;
  }
}

function propertyOf(event: StoredEvent, property: string): string | null {
  const own: Record<string, unknown> = {
    userId: event.userId,
    sessionId: event.sessionId,
    type: event.eventType,
    feature: event.featureName,
    value: event.value,
    variant: event.variant,
    experiment: event.experiment,
  };
  const value = property in own ? own[property] : event.properties?.[property];
  return value === null || value === undefined || value === '' ? null : String(value);
}

function requiredBefore(question: FunnelQuestion, step: number): number | undefined {
  for (let before = step - 1; before > 0; before -= 1)
    if (!question.steps[before - 1]?.optional) return before;
  return undefined;
}

/** Texts ascending, nothing last. */
export function compareTexts(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

function compareRuns(a: Tried, b: Tried, question: FunnelQuestion): number {
  const rank = ({ best, depth }: Tried): number[] => {
    const times = (best?.taken ?? []).map(({ event }) => event.time);
    const numbers = question.order === 'any' ? [] : (best?.taken ?? []).map(({ step }) => step);
    const optional = (best?.taken ?? []).filter(({ step }) => question.steps[step - 1]?.optional).length;
    return [-depth, -optional, times.at(-1) ?? 0, -(times[0] ?? 0), ...times, ...numbers];
  };
  const [left, right] = [rank(a), rank(b)];
  for (const [index, value] of left.entries()) {
    const difference = value - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
