import type { Parameter } from '#lib/core/warehouse';
import { filtersSql } from '#lib/funnels/filter-sql';
import { allOf, anyOf, bound, type Fragment, sql } from '#lib/funnels/fragment';
import { isNumeric, propertySql } from '#lib/funnels/property-sql';
import type { FunnelQuestion, Step } from '#lib/funnels/schema';

const DAY_MS = 86_400_000;

/** How an event was packed into one number: `(time - base) * 2^lowBits + low bits of the mask`. */
export interface Packing {
  base: number;
  lowBits: number;
  stepCount: number;
}

export interface EventsSql {
  text: string;
  parameters: Parameter[];
  packing: Packing;
  /** Lean: one row a unit, its events alone. Full: with names and values, one row for each value of a unit, by unit. */
  shape: 'lean' | 'full';
  fromDay: string;
  toDay: string;
}

/** What one event must be to serve a step (or to be an exclusion), and the bit that says so. */
interface Matcher {
  types: string[] | null;
  rest: Fragment[];
  weight: number;
}

/** When the last event that can matter has happened, exclusive, in epoch milliseconds. */
export function horizonOf(question: FunnelQuestion): number {
  const to = Date.parse(question.to);
  return question.cutAtEnd ? to : to + question.windowSeconds * 1000;
}

/**
 * The one text that gathers what a walk needs: for each unit the packed times and masks of its events. Trino's SQL,
 * pruned by day; grouping is left to the engine and order to the reader, which sorts a few events a unit faster than
 * any engine sorts them all.
 */
export function eventsSql(question: FunnelQuestion, isNamed: boolean): EventsSql {
  const base = Date.parse(question.from);
  const horizon = horizonOf(question);
  const isStrict = question.order === 'strict';
  const matchers = matchersOf(question);
  const lowBits = Math.min(matchers.length, 52 - Math.ceil(Math.log2(horizon - base + 1)));
  const low = matchers.slice(0, lowBits);
  const high = matchers
    .slice(lowBits)
    .map((matcher) => ({ ...matcher, weight: matcher.weight / 2 ** lowBits }));
  const isFull =
    isNamed || high.length > 0 || question.holdConstant !== undefined || question.breakdown !== undefined;
  const packed = sql`(round(to_unixtime(event_time) * 1e3) - ${base}e0) * ${2 ** lowBits}e0 + ${maskSql(low)}`;
  const period = periodSql(base, horizon);
  const unit = question.unit === 'session' ? 'session_id' : 'user_id';
  const known = question.unit === 'session' ? [period, sql`session_id is not null`] : [period];
  const events = isStrict
    ? sql`${allOf(known)} and ${unit} in (select ${unit} from events where ${allOf([period, matcherSql(matchers[0])])})`
    : allOf([...known, ...prefilters(question, matchers)]);
  const days = { fromDay: dayOf(base), toDay: dayOf(horizon - 1) };
  const whole = isFull
    ? fullSql(question, unit, high, packed, events)
    : sql`select array_agg(x) as events from (select ${unit} as unit, ${packed} as x from events where ${events}) group by unit`;
  return {
    ...whole,
    packing: { base, lowBits, stepCount: question.steps.length },
    shape: isFull ? 'full' : 'lean',
    ...days,
  };
}

function fullSql(
  question: FunnelQuestion,
  unit: string,
  high: Matcher[],
  packed: Fragment,
  events: Fragment,
): Fragment {
  // Only what is asked for is grouped by: each further key costs the engine as much as all the rest.
  const split = {
    ...valueSql('held', question.holdConstant),
    ...valueSql('broken', question.breakdown),
    ...(high.length > 0 ? { high: maskSql(high) } : {}),
  };
  const keys = Object.keys(split);
  const isSession = question.unit === 'session';
  const inner = Object.entries({ ...split, x: packed }).reduce(
    (columns, [name, value]) => sql`${columns}, ${value} as ${name}`,
    sql`${unit} as unit${isSession ? ', user_id as person' : ''}`,
  );
  const outer = Object.entries(ABSENT).map(([name, none]) => (name in split ? name : `${none} as ${name}`));
  const person = isSession ? 'min(person)' : 'unit';
  // Where a unit has several rows they must follow one another.
  const order = keys.length > 0 ? ' order by unit' : '';
  return sql`select unit, ${person} as person, ${outer.join(', ')}, array_agg(x) as events from (select ${inner} from events where ${events}) group by ${['unit', ...keys].join(', ')}${order}`;
}

/** The columns of a full answer that are only there when they are asked for, in their order. */
const ABSENT = {
  held: 'cast(null as varchar)',
  held_number: 'cast(null as double)',
  broken: 'cast(null as varchar)',
  broken_number: 'cast(null as double)',
  high: '0e0',
};

function valueSql(name: 'held' | 'broken', property: string | undefined): Record<string, string> {
  if (property === undefined) return {};
  return { [isNumeric(property) ? `${name}_number` : name]: propertySql(property) };
}

function matchersOf(question: FunnelQuestion): Matcher[] {
  const steps = [...question.steps, ...(question.exclusions ?? []).map(({ step }) => step)];
  // In strict order events that match nothing count as well, so nothing can be left to the where clause.
  const isStrict = question.order === 'strict';
  const shared = isStrict ? undefined : sharedFeature(question, steps);
  return steps.map((step, index) => {
    const feature = step.feature ?? question.feature;
    const rest = step.filters?.length ? [filtersSql(step.filters)] : [];
    if (feature !== undefined && feature !== shared) rest.push(sql`feature_name = ${bound(feature)}`);
    if (isStrict && question.filters?.length) rest.push(filtersSql(question.filters));
    const types = [step.step].flat();
    return { types: types.includes('*') ? null : types, rest, weight: 2 ** index };
  });
}

function sharedFeature(question: FunnelQuestion, steps: Step[]): string | undefined {
  const features = new Set(steps.map(({ feature }) => feature ?? question.feature));
  return features.size === 1 ? [...features][0] : undefined;
}

/** What every event that matters has in common, first what the engine can skip whole files by. */
function prefilters(question: FunnelQuestion, matchers: Matcher[]): Fragment[] {
  const steps = [...question.steps, ...(question.exclusions ?? []).map(({ step }) => step)];
  const shared = sharedFeature(question, steps);
  const parts = shared === undefined ? [] : [sql`feature_name = ${bound(shared)}`];
  const types = new Set(matchers.flatMap((matcher) => matcher.types ?? []));
  if (matchers.every((matcher) => matcher.types)) parts.push(typeSql([...types]));
  if (question.filters?.length) parts.push(filtersSql(question.filters));
  if (matchers.some(({ rest }) => rest.length > 0)) parts.push(anyOf(matchers.map(matcherSql)));
  return parts;
}

function matcherSql(matcher: Matcher | undefined): Fragment {
  if (!matcher) return allOf([]);
  return allOf([...(matcher.types ? [typeSql(matcher.types)] : []), ...matcher.rest]);
}

// Beyond a handful of values engines join with a table instead of comparing.
function typeSql(types: string[]): Fragment {
  return anyOf(types.map((type) => sql`event_type = ${bound(type)}`));
}

/** The sum of the weights of all matchers that hold, as a double. */
function maskSql(matchers: Matcher[]): Fragment {
  if (matchers.length === 0) return sql`0e0`;
  const byType = matchers.every(({ rest, types }) => rest.length === 0 && types);
  if (byType) return maskByType(matchers);
  const terms = matchers.map(
    (matcher) => sql`case when ${matcherSql(matcher)} then ${matcher.weight}e0 else 0e0 end`,
  );
  return sql`(${terms.reduce((sum, term) => sql`${sum} + ${term}`)})`;
}

/** Where types alone decide, one look at the type is enough. */
function maskByType(matchers: Matcher[]): Fragment {
  const weights = new Map<string, number>();
  for (const { types, weight } of matchers) {
    for (const type of new Set(types)) weights.set(type, (weights.get(type) ?? 0) + weight);
  }
  const cases = [...weights].map(([type, weight]) => sql`when event_type = ${bound(type)} then ${weight}e0`);
  return sql`case ${cases.reduce((all, one) => sql`${all} ${one}`)} else 0e0 end`;
}

function periodSql(from: number, horizon: number): Fragment {
  return sql`dt >= '${dayOf(from)}' and dt <= '${dayOf(horizon - 1)}' and event_time >= ${timestamp(from)} and event_time < ${timestamp(horizon)}`;
}

function timestamp(time: number): string {
  return `timestamp '${new Date(time).toISOString().replace('T', ' ').replace('Z', '')}'`;
}

/** The UTC day of a time, `YYYY-MM-DD`. */
export function dayOf(time: number): string {
  return new Date(Math.floor(time / DAY_MS) * DAY_MS).toISOString().slice(0, 10);
}
