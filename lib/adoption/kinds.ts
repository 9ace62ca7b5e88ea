import type { SavedFeature } from '#lib/adoption/answers';
import { filtersSql } from '#lib/funnels/filter-sql';
import { allOf, anyOf, bound, type Fragment, sql } from '#lib/funnels/fragment';
import type { FunnelDefinition, Step } from '#lib/funnels/schema';

export interface DefinedFeature {
  saved: SavedFeature;
  funnel: FunnelDefinition | null;
}

const KINDS = ['view', 'use', 'complete', 'share', 'attempt'] as const;
export type Kind = (typeof KINDS)[number];

/** What events of one type and feature mean to one of the asked features. */
interface Meaning {
  featureName: string;
  eventType: string;
  /** The place of the feature in the question. */
  place: number;
  kinds: Set<Kind>;
}

/** What the events of features mean: by name and type for nearly all, by a condition for unusual funnel steps. */
export interface Meanings {
  /** Rows of (feature_name, event_type, place, is_view, is_use, is_complete, is_share, is_attempt). */
  table: Fragment;
  /** Attempts that name and type alone do not tell. */
  attempts: { place: number; condition: Fragment }[];
}

/** An attempt is a `use` event, or any step of the feature's funnel after the first. */
export function meaningsOf(features: DefinedFeature[]): Meanings {
  const meanings = features.flatMap(meaningsOfOne);
  const rows = meanings.map(
    ({ featureName, eventType, place, kinds }) =>
      sql`(cast(${bound(featureName)} as varchar), cast(${bound(eventType)} as varchar), ${[place, ...KINDS.map((kind) => (kinds.has(kind) ? 1 : 0))].join(', ')})`,
  );
  // A table without rows cannot be written down; no event has an empty name.
  const empty = sql`('', '', -1, 0, 0, 0, 0, 0)`;
  const attempts = features.flatMap(({ funnel }, place) =>
    laterSteps(funnel)
      .filter((step) => !isPlain(step, funnel))
      .map((step) => ({ place, condition: stepSql(step, funnel) })),
  );
  return { table: (rows.length === 0 ? [empty] : rows).reduce((all, row) => sql`${all}, ${row}`), attempts };
}

/** What an answer depends on: a feature that only changes its author keeps its answers. */
export function meaningOf({ saved, funnel }: DefinedFeature) {
  return { key: saved.key, name: saved.name, definition: saved.definition, funnel };
}

/** The condition that an event is an attempt at the feature. */
export function attemptSql({ saved, funnel }: DefinedFeature): Fragment {
  const used = sql`feature_name = ${bound(saved.key)} and ${typeSql(saved.definition.use)}`;
  return anyOf([sql`(${used})`, ...laterSteps(funnel).map((step) => stepSql(step, funnel))]);
}

function meaningsOfOne({ saved, funnel }: DefinedFeature, place: number): Meaning[] {
  const found = new Map<string, Meaning>();
  const add = (featureName: string, eventType: string, kind: Kind) => {
    const name = JSON.stringify([featureName, eventType]);
    const meaning = found.get(name) ?? { featureName, eventType, place, kinds: new Set() };
    found.set(name, meaning);
    meaning.kinds.add(kind);
  };
  const { definition, key } = saved;
  for (const kind of ['view', 'use', 'complete', 'share'] as const) {
    for (const type of definition[kind]) add(key, type, kind);
  }
  for (const type of definition.use) add(key, type, 'attempt');
  for (const step of laterSteps(funnel).filter((one) => isPlain(one, funnel))) {
    for (const type of [step.step].flat()) add(step.feature ?? funnel?.feature ?? key, type, 'attempt');
  }
  return [...found.values()];
}

function laterSteps(funnel: FunnelDefinition | null): Step[] {
  return funnel?.steps.slice(1) ?? [];
}

/** Whether the feature's name and the type say all about a step. */
function isPlain(step: Step, funnel: FunnelDefinition | null): boolean {
  const hasFeature = (step.feature ?? funnel?.feature) !== undefined;
  return hasFeature && !step.filters?.length && !funnel?.filters?.length && ![step.step].flat().includes('*');
}

function stepSql(step: Step, funnel: FunnelDefinition | null): Fragment {
  const feature = step.feature ?? funnel?.feature;
  const types = [step.step].flat();
  return allOf([
    ...(feature === undefined ? [] : [sql`feature_name = ${bound(feature)}`]),
    ...(types.includes('*') ? [] : [typeSql(types)]),
    ...(step.filters?.length ? [filtersSql(step.filters)] : []),
    ...(funnel?.filters?.length ? [filtersSql(funnel.filters)] : []),
  ]);
}

/** The condition that an event is of one of these types. */
export function typeSql(types: string[]): Fragment {
  return anyOf(types.map((type) => sql`event_type = ${bound(type)}`));
}
