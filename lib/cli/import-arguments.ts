import path from 'node:path';
import { parseArgs } from 'node:util';
import { Fault } from '#lib/cli/fault';
import type { Delimiter, ImportField } from '#lib/core/importer';
import type { MappingWishes } from '#lib/events/import/adjust-mapping';
import { FIELDS } from '#lib/events/import/schema';

export const USAGE = `npm run import -- FILE [options]

Imports events from CSV, TSV, blank-separated text, NDJSON or Parquet (texts may be gzipped).
What is not said is guessed from the file, and printed before the import begins.

  --map FIELD=COLUMN,…   which column holds what: ${FIELDS.join(', ')}
                         (FIELD= says that none does)
  --type TYPE            the event type of all rows
  --feature FEATURE      the feature of all rows
  --property COLUMN      keep only these columns as properties (repeat it)
  --delimiter D          comma, semicolon, tab, bar or blank
  --time-zone ZONE       of times that name none, like Europe/Berlin (UTC)
  --dry-run              read and judge everything, store nothing`;

export interface ImportArguments {
  /** Absolute. */
  file: string;
  wishes: MappingWishes;
  delimiter: Delimiter | undefined;
  timeZone: string;
  isDryRun: boolean;
}

const DELIMITER_NAMES: Record<string, Delimiter> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  bar: '|',
  pipe: '|',
  blank: ' ',
  space: ' ',
  ',': ',',
  ';': ';',
  '\t': '\t',
  '\\t': '\t',
  '|': '|',
  ' ': ' ',
};

/** Reads the words after the command, typed by somebody who stands in `folder`; undefined when help was asked for. */
export function readImportArguments(words: string[], folder: string): ImportArguments | undefined {
  const { values, positionals } = parsed(words);
  if (values.help) return undefined;
  const [file, ...others] = positionals;
  if (file === undefined) throw new Fault(`Name the file to import.\n\n${USAGE}`);
  if (others.length > 0) throw new Fault(`Import one file at a time; ${others.join(' ')} is too much.`);
  return {
    file: path.resolve(folder, file),
    wishes: {
      columns: Object.assign({}, ...(values.map ?? []).map(readMap)),
      type: values.type,
      feature: values.feature,
      properties: values.property,
    },
    delimiter: readDelimiter(values.delimiter),
    timeZone: values['time-zone'] ?? 'UTC',
    isDryRun: values['dry-run'] ?? false,
  };
}

function parsed(words: string[]) {
  try {
    return parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        map: { type: 'string', multiple: true },
        type: { type: 'string' },
        feature: { type: 'string' },
        property: { type: 'string', multiple: true },
        delimiter: { type: 'string' },
        'time-zone': { type: 'string' },
        'dry-run': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (fault) {
    throw new Fault(`${fault instanceof Error ? fault.message : String(fault)}\n\n${USAGE}`);
  }
}

function readMap(text: string): Partial<Record<ImportField, string>> {
  const pairs = text.split(',').map((pair) => {
    const at = pair.indexOf('=');
    const field = FIELDS.find((name) => name === pair.slice(0, at).trim());
    if (at < 0 || field === undefined) {
      throw new Fault(
        `--map takes FIELD=COLUMN, with FIELD one of ${FIELDS.join(', ')}; ${pair} is not that.`,
      );
    }
    return [field, pair.slice(at + 1).trim()];
  });
  return Object.fromEntries(pairs);
}

function readDelimiter(name: string | undefined): Delimiter | undefined {
  if (name === undefined) return undefined;
  const delimiter = DELIMITER_NAMES[name];
  if (delimiter === undefined) throw new Fault('--delimiter is comma, semicolon, tab, bar or blank.');
  return delimiter;
}
