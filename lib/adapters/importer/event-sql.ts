import { quoted } from '#lib/adapters/event-store/layout';
import type { Source, SourceColumn } from '#lib/adapters/importer/columns';
import { contentKey } from '#lib/adapters/importer/held-sql';
import type { ImportField, ImportMapping } from '#lib/core/importer';

export interface EventRules {
  mapping: ImportMapping;
  now: Date;
}

/** One way in which a row can be refused; `broken` is true of such rows, and sees the columns of `typed`. */
interface Rule {
  column: string | null;
  reason: string;
  broken: string;
  /** The offending text. */
  value: string;
}

const DAY_MS = 86_400_000;
const MAX_PROPERTIES_BYTES = 8192;

/** Adds the rows of a source to the table `held`, as those of piece `number`, and says which break a rule. */
export function pieceSql(source: Source, rules: EventRules, number: number): string {
  const { mapping } = rules;
  const properties = propertyColumns(source.columns, mapping);
  const judged = rulesOf(rules, properties, source);
  const pick = (part: (rule: Rule) => string) =>
    `case when fault_number is null then null
      ${judged.map((rule, index) => `when fault_number = ${index} then ${part(rule)}`).join(' ')} end`;
  return `insert into held by name
    with source as (select * from ${source.relation}),
    typed as (select *, ${typedColumns(source.columns, mapping, properties)} from source),
    judged as (select *, case ${judged.map((rule, index) => `when ${rule.broken} then ${index}`).join(' ')} end
      as fault_number from typed)
    select ${number} as piece, line, given_id is not null as has_id, coalesce(given_id, ${contentKey('event_ms')}) as key,
      user_id, event_type, feature_name, make_timestamp_ms(event_ms) as event_time, session_id,
      session_duration, value, experiment, variant, properties,
      ${pick(({ column }) => (column === null ? 'null' : quoted(column)))} as fault_column,
      ${pick(({ reason }) => quoted(reason))} as fault,
      left(${pick(({ value }) => value)}, 200) as fault_value
    from judged`;
}

function textOf(columns: SourceColumn[], mapping: ImportMapping, field: ImportField): string {
  return columns.find(({ name }) => name === mapping.columns[field])?.text ?? 'cast(null as varchar)';
}

/** The columns that become properties, by key, so that equal rows have equal texts whatever the file's order. */
function propertyColumns(columns: SourceColumn[], mapping: ImportMapping): SourceColumn[] {
  const used = new Set(Object.values(mapping.columns));
  const wanted = mapping.properties && new Set(mapping.properties);
  return columns
    .filter(({ name }) => (wanted ? wanted.has(name) : !used.has(name)))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function typedColumns(columns: SourceColumn[], mapping: ImportMapping, properties: SourceColumn[]): string {
  const text = (field: ImportField) => textOf(columns, mapping, field);
  const orConstant = (field: 'type' | 'feature') =>
    mapping[field] === undefined ? text(field) : `coalesce(${text(field)}, ${quoted(mapping[field])})`;
  const members = properties.map(({ key, json }) => `${quoted(`${JSON.stringify(key)}:`)} || (${json})`);
  return [
    `${text('id')} as given_id`,
    `${text('user')} as user_id`,
    `${orConstant('type')} as event_type`,
    `${orConstant('feature')} as feature_name`,
    `${text('time')} as time_text`,
    `${epochMs('time_text')} as event_ms`,
    `${text('session')} as session_id`,
    `${text('duration')} as duration_text`,
    `${numberOf('duration_text')} as session_duration`,
    `${text('value')} as value_text`,
    `${numberOf('value_text')} as value`,
    `${text('experiment')} as experiment`,
    `${text('variant')} as variant`,
    `${members.length > 0 ? `'{' || nullif(concat_ws(',', ${members.join(', ')}), '') || '}'` : 'cast(null as varchar)'} as properties`,
  ].join(',\n      ');
}

function numberOf(text: string): string {
  return `if(contains(${text}, '_'), null, try_cast(${text} as double))`;
}

/**
 * A text as milliseconds since 1970, cut and not rounded; null when it is no time. A time without zone is of the
 * session's zone. Plain digits are a day (8), or seconds, milliseconds, microseconds or nanoseconds by their number.
 */
function epochMs(text: string): string {
  const cast = (expression: string) => `epoch_ms(try_cast(${expression} as timestamptz))`;
  // DuckDB wants seconds before a zone, and no blank between the two.
  const mended = `regexp_replace(regexp_replace(${text}, '^(.{10})[T ](\\d{1,2}:\\d{2})\\s*(Z|[+-].*)?$', '\\1 \\2:00\\3'),
    '\\s+([+-]\\d)', '\\1')`;
  return `case
    when contains(${text}, '-') then if(${text} between '1' and '3', coalesce(${cast(text)}, ${cast(mended)}), null)
    when regexp_full_match(${text}, '\\d{8}')
      then ${cast(`${text}[1:4] || '-' || ${text}[5:6] || '-' || ${text}[7:8]`)}
    when regexp_full_match(${text}, '\\d{9,11}(\\.\\d+)?')
      then cast(floor(try_cast(regexp_extract(${text}, '^\\d+(\\.\\d{1,3})?') as decimal(20, 3)) * 1000) as bigint)
    when regexp_full_match(${text}, '\\d{12,14}(\\.\\d+)?') then cast(split_part(${text}, '.', 1) as bigint)
    when regexp_full_match(${text}, '\\d{15,17}') then cast(${text} as bigint) // 1000
    when regexp_full_match(${text}, '\\d{18,19}') then try_cast(${text} as bigint) // 1000000
    when regexp_full_match(${text}, '\\d{8}T\\d{6}Z?')
      then ${cast(`${text}[1:4] || '-' || ${text}[5:6] || '-' || ${text}[7:8] || ' ' || ${text}[10:11] || ':' ||
        ${text}[12:13] || ':' || ${text}[14:]`)}
    when regexp_full_match(${text}, '\\d{4}/\\d{1,2}/\\d{1,2}.*') then ${cast(`replace(${text}, '/', '-')`)}
  end`;
}

function rulesOf({ mapping, now }: EventRules, properties: SourceColumn[], source: Source): Rule[] {
  const notAnObject: Rule = {
    column: null,
    reason: 'is not a JSON object',
    broken: 'object is null',
    value: 'null',
  };
  return [
    ...(source.holdsObjects ? [notAnObject] : []),
    missing(mapping, 'user', 'user_id', 'a user'),
    tooLong(mapping, 'user', 'user_id', 256),
    missing(mapping, 'type', 'event_type', 'an event type'),
    tooLong(mapping, 'type', 'event_type', 64),
    ...timeRules(mapping, now),
    tooLong(mapping, 'feature', 'feature_name', 128),
    tooLong(mapping, 'session', 'session_id', 256),
    tooLong(mapping, 'experiment', 'experiment', 128),
    tooLong(mapping, 'variant', 'variant', 128),
    tooLong(mapping, 'id', 'given_id', 128),
    notANumber(mapping, 'value', 'value', 'is not a number', 'true'),
    notANumber(
      mapping,
      'duration',
      'session_duration',
      'is not a number of seconds, 0 or more',
      'session_duration >= 0',
    ),
    ...(source.holdsObjects ? properties.map(nested) : []),
    {
      column: null,
      reason: 'has properties of more than 8 KiB',
      broken: `strlen(properties) > ${MAX_PROPERTIES_BYTES}`,
      value: 'properties',
    },
  ];
}

function columnOf(mapping: ImportMapping, field: ImportField): string | null {
  return mapping.columns[field] ?? null;
}

function missing(mapping: ImportMapping, field: ImportField, column: string, what: string): Rule {
  return {
    column: columnOf(mapping, field),
    reason: `is empty; ${what} is needed`,
    broken: `${column} is null`,
    value: 'null',
  };
}

function tooLong(mapping: ImportMapping, field: ImportField, column: string, most: number): Rule {
  return {
    column: columnOf(mapping, field),
    reason: `is longer than ${most} characters`,
    broken: `strlen(${column}) > ${most} and length(${column}) > ${most}`,
    value: column,
  };
}

function timeRules(mapping: ImportMapping, now: Date): Rule[] {
  const rule = (reason: string, broken: string): Rule => ({
    column: columnOf(mapping, 'time'),
    reason,
    broken,
    value: 'time_text',
  });
  return [
    missing(mapping, 'time', 'time_text', 'a time'),
    rule(
      'is not a time; write it like 2026-03-01T12:30:00Z, 20260301, or seconds since 1970',
      'event_ms is null',
    ),
    rule('lies before 1970', 'event_ms < 0'),
    rule('lies more than a day in the future', `event_ms > ${now.getTime() + DAY_MS}`),
  ];
}

function notANumber(
  mapping: ImportMapping,
  field: 'value' | 'duration',
  column: string,
  reason: string,
  condition: string,
): Rule {
  return {
    column: columnOf(mapping, field),
    reason,
    broken: `${field}_text is not null and not coalesce(isfinite(${column}) and ${condition}, false)`,
    value: `${field}_text`,
  };
}

function nested({ name, json }: SourceColumn): Rule {
  return {
    column: name,
    reason: 'is a list or an object; a property is a text, a number or a truth value',
    broken: `(${json}) >= '[' and left(${json}, 1) in ('[', '{')`,
    value: json,
  };
}
