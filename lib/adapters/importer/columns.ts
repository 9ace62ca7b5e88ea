import { quoted } from '#lib/adapters/event-store/layout';

/** One column of a source, and how SQL reads it there. */
export interface SourceColumn {
  /** As people see it; a key inside an object is written `object.key`. */
  name: string;
  /** Its key among an event's properties. */
  key: string;
  /** A varchar without blanks around it; null when it is missing or empty. */
  text: string;
  /** A JSON scalar as text, null when missing; what begins with `[` or `{` cannot be kept. */
  json: string;
}

/** Rows that SQL can read: a relation with `line` in it, and its columns. */
export interface Source {
  relation: string;
  columns: SourceColumn[];
  /** Whether a row is a JSON `object`, which may be null, and may hold lists and objects. */
  holdsObjects?: boolean;
}

/** A piece of a delimited text, as the splitter writes it. */
export function delimitedSource(file: string, names: string[], separator: string): Source {
  const types = names.map((_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  const texts = names.map((_, index) => `${trimmed(`c${index}`)} as t${index}`).join(', ');
  return {
    relation: `(select line, ${texts} from read_csv(${quoted(file)}, auto_detect = false, header = false,
      delim = ${quoted(separator)}, quote = '"', escape = '"', new_line = '\\n', max_line_size = 4194304,
      buffer_size = 8388608, columns = {'line': 'BIGINT', ${types}}))`,
    columns: names.map((name, index) => ({
      name,
      key: name,
      text: `t${index}`,
      json: guessedJson(`t${index}`),
    })),
  };
}

/** Without blanks around it, null when that is empty. Trimming is dear, and few texts of a file need it. */
function trimmed(text: string): string {
  const mayHaveBlanks = `starts_with(${text}, ' ') or ends_with(${text}, ' ') or strlen(${text}) <> length(${text})`;
  return `case when ${text} = '' then null when ${mayHaveBlanks} then nullif(trim(${text}), '') else ${text} end`;
}

/** A key of a JSON object, by its path. */
export interface JsonKey {
  name: string;
  path: string[];
}

// Where analytics tools keep what we call properties; the key alone is enough of a name.
const PROPERTY_OBJECTS = new Set(['properties', 'props', 'event_properties', 'params', 'attributes']);

/** A piece of NDJSON; `object` is null where a line holds no object. */
export function jsonSource(file: string, keys: JsonKey[]): Source {
  const pointers = keys.map(({ path }) => quoted(pointerOf(path))).join(', ');
  const paths = keys.length > 0 ? `[${pointers}]` : `['/']`;
  return {
    relation: `(select line, object, json_extract_string(object, ${paths}) as texts,
      json_extract(object, ${paths}) as jsons from ${jsonLines(file)})`,
    holdsObjects: true,
    columns: keys.map(({ name, path }, index) => ({
      name,
      key: PROPERTY_OBJECTS.has(path[0] ?? '') && path.length === 2 ? (path[1] ?? name) : name,
      text: `nullif(trim(texts[${index + 1}]), '')`,
      json: `nullif(nullif(cast(jsons[${index + 1}] as varchar), 'null'), '""')`,
    })),
  };
}

/** `line` and `object` of a piece of NDJSON. */
export function jsonLines(file: string): string {
  return `(select line, if(json_type(parsed) = 'OBJECT', parsed, null) as object
    from (select line, try_cast(content as json) as parsed from read_csv(${quoted(file)}, auto_detect = false,
      header = false, delim = chr(31), quote = '', escape = '', new_line = '\\n', max_line_size = 4194304,
      buffer_size = 8388608, columns = {'line': 'BIGINT', 'content': 'VARCHAR'})))`;
}

export function pointerOf(path: string[]): string {
  return path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export interface ParquetColumn {
  name: string;
  /** DuckDB's name of its type. */
  type: string;
}

const NESTED = /\[\d*\]$|^(STRUCT|MAP|UNION|LIST|BLOB)/;
const NUMERIC = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*)$/;

/** Lists, structures and bytes have no place in an event. */
export function isScalarType(type: string): boolean {
  return !NESTED.test(type);
}

/** The rows `[from, to)` of a Parquet file; a row's number stands for its line. */
export function parquetSource(file: string, columns: ParquetColumn[], from: number, to: number): Source {
  return {
    relation: `(select *, file_row_number + 1 as line from read_parquet(${quoted(file)}, file_row_number = true)
      where file_row_number >= ${from} and file_row_number < ${to})`,
    columns: columns.map(({ name, type }) => {
      const identifier = `"${name.replaceAll('"', '""')}"`;
      const text = `nullif(trim(cast(${identifier} as varchar)), '')`;
      return { name, key: name, text, json: typedJson(text, type) };
    }),
  };
}

function typedJson(text: string, type: string): string {
  if (type === 'BOOLEAN') return text;
  if (!NUMERIC.test(type)) return `cast(to_json(${text}) as varchar)`;
  return `case when ${text} in ('nan', '-nan', 'inf', '-inf') then null else ${guessedJson(text)} end`;
}

/**
 * A text that looks like a number or a truth value becomes one; digits beyond what JSON can carry stay text. The
 * cheapest tests come first: this runs for every field of a file.
 */
function guessedJson(text: string): string {
  const asText = `cast(to_json(${text}) as varchar)`;
  return `case
    when ${text} < ':' and regexp_full_match(${text}, '-?\\d[\\d.]*([eE][+-]?\\d+)?') then case
      when regexp_full_match(${text}, '-?(0|[1-9]\\d{0,14})') then if(${text} = '-0', '0', ${text})
      when regexp_full_match(${text}, '-?(0|[1-9]\\d{0,14})\\.\\d{1,20}')
        then regexp_replace(regexp_replace(${text}, '\\.?0+$', ''), '^-0$', '0')
      when regexp_full_match(${text}, '-?\\d(\\.\\d{1,20})?[eE][+-]?\\d{1,2}')
        then cast(to_json(cast(${text} as double)) as varchar)
      else ${asText} end
    when ${text} in ('true', 'True', 'TRUE', 'false', 'False', 'FALSE') then lower(${text})
    else ${asText} end`;
}
