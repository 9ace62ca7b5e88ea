import type { EventTypesAnswer, PropertyValues } from '#lib/events/catalog-schema';

interface TypeRow {
  event_type: string | null;
  feature_name: string | null;
  events: number | null;
  /** Seconds since 1970. */
  last_seen: number | null;
}

interface ValueRow {
  value_text: string | null;
  events: number | null;
  total: number | null;
  different: number | null;
}

/** The fields of every event that questions can be asked about, beside its properties. */
export const EVENT_FIELDS: Record<string, string> = {
  userId: 'user_id',
  sessionId: 'session_id',
  type: 'event_type',
  feature: 'feature_name',
  value: 'value',
  experiment: 'experiment',
  variant: 'variant',
};

/** Counts by type and by feature, the commonest first, from one row for each pair of the two. */
export function foldTypes(rows: TypeRow[]): Omit<EventTypesAnswer, 'meta'> {
  const types = new Map<string, EventTypesAnswer['eventTypes'][number]>();
  const features = new Map<string, number>();
  let total = 0;
  for (const row of rows) {
    const type = row.event_type ?? '';
    const count = row.events ?? 0;
    const lastSeen = new Date(Math.round((row.last_seen ?? 0) * 1000)).toISOString();
    const known = types.get(type) ?? { type, count: 0, features: [], lastSeen };
    known.count += count;
    known.features.push({ feature: row.feature_name, count });
    if (lastSeen > known.lastSeen) known.lastSeen = lastSeen;
    types.set(type, known);
    if (row.feature_name !== null)
      features.set(row.feature_name, (features.get(row.feature_name) ?? 0) + count);
    total += count;
  }
  for (const { features: found } of types.values()) found.sort((a, b) => b.count - a.count);
  return {
    eventTypes: [...types.values()].sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1)),
    features: [...features]
      .map(([feature, count]) => ({ feature, count }))
      .sort((a, b) => b.count - a.count || (a.feature < b.feature ? -1 : 1)),
    total,
  };
}

/** The keys of JSON objects, sorted; a text that is no object has none. */
export function keysOfExamples(examples: (string | null)[]): string[] {
  return [...new Set(examples.flatMap(keysOfText))].filter(isAskable).sort();
}

/** Quotes and backslashes cannot be written in a JSON path that all engines read alike. */
export function isAskable(key: string): boolean {
  return !/["\\]/.test(key) && key !== '';
}

/** A field of every event, or a key of `properties`, as an SQL text; missing and empty are both null. */
export function valueExpression(property: string): string {
  const column = Object.hasOwn(EVENT_FIELDS, property) ? EVENT_FIELDS[property] : undefined;
  // Engines print doubles differently; whole numbers and hundredths look the same in all.
  if (column === 'value') return 'cast(cast(value as decimal(18, 2)) as varchar)';
  if (column !== undefined) return `nullif(${column}, '')`;
  return `nullif(json_extract_scalar(properties, '$["${property.replaceAll("'", "''")}"]'), '')`;
}

/** The commonest values and the share of events without one. */
export function foldValues(property: string, rows: ValueRow[], most: number): PropertyValues {
  const total = rows[0]?.total ?? 0;
  const missing = rows.find((row) => row.value_text === null)?.events ?? 0;
  const values = rows.flatMap(({ value_text: value, events }) =>
    value === null ? [] : [{ value, count: events ?? 0 }],
  );
  return {
    property,
    values: values.slice(0, most),
    distinct: rows[0]?.different ?? 0,
    missingShare: total === 0 ? null : missing / total,
  };
}

function keysOfText(text: string | null): string[] {
  if (text === null) return [];
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  } catch {
    return [];
  }
}
