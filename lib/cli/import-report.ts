import { formatCount } from '#lib/core/format';
import type {
  ImportMapping,
  ImportOutcome,
  ImportProgress,
  Inspection,
  RejectionReason,
} from '#lib/core/importer';

const SHOWN_REASONS = 5;

const DELIMITER_WORDS = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
  ' ': 'blanks',
} as const;

/** What the file was taken for, before anything is done with it. */
export function planText({ format, columns }: Inspection, mapping: ImportMapping): string {
  const kind =
    format.kind === 'delimited'
      ? `text with ${DELIMITER_WORDS[format.delimiter]}${format.hasHeader ? ' and a header' : ', without a header'}`
      : { ndjson: 'NDJSON', parquet: 'Parquet' }[format.kind];
  const packed = format.kind !== 'parquet' && format.gzip ? ', gzipped' : '';
  const used = new Set(Object.values(mapping.columns));
  const properties = mapping.properties ?? columns.filter((column) => !used.has(column));
  return [
    `Format: ${kind}${packed}`,
    `Mapping: ${Object.entries(mapping.columns)
      .map(([field, column]) => `${field}=${column}`)
      .join(', ')}`,
    ...(mapping.type === undefined ? [] : [`Type of all rows: ${mapping.type} (choose another with --type)`]),
    ...(mapping.feature === undefined ? [] : [`Feature of all rows: ${mapping.feature}`]),
    `Properties: ${properties.join(', ') || 'none'}`,
  ].join('\n');
}

/** One line on how far it is. */
export function progressText({
  phase,
  rows,
  rejected,
  rowsPerSecond,
  fraction,
  secondsLeft,
}: ImportProgress): string {
  return [
    `${phase} ${Math.floor(fraction * 100)} %`,
    `${formatCount(rows)} rows`,
    `${formatCount(rowsPerSecond)} rows/s`,
    ...(rejected > 0 ? [`${formatCount(rejected)} rejected`] : []),
    ...(secondsLeft === null ? [] : [`${Math.ceil(secondsLeft)} s left`]),
  ].join(', ');
}

/** What came of it. */
export function outcomeText(
  { rows, accepted, duplicates, rejected }: ImportOutcome,
  seconds: number,
  isDryRun: boolean,
): string {
  const speed = `${formatCount(rows)} rows in ${seconds.toFixed(1)} s (${formatCount(Math.round(rows / seconds))} rows/s)`;
  const verb = isDryRun ? 'would be imported (nothing was stored)' : 'imported';
  return `${speed}\n${formatCount(accepted)} ${verb}, ${formatCount(duplicates)} there already, ${formatCount(rejected)} rejected`;
}

/** Why rows were rejected, the commonest first. */
export function reasonsText(reasons: RejectionReason[], file: string): string {
  const lines = reasons
    .slice(0, SHOWN_REASONS)
    .map(({ column, reason, count }) => `  ${formatCount(count)} × ${column ?? 'the row'} ${reason}`);
  const more =
    reasons.length > SHOWN_REASONS ? [`  and ${reasons.length - SHOWN_REASONS} other reasons`] : [];
  return ['Rejected:', ...lines, ...more, `All rejected rows, with reasons: ${file}`].join('\n');
}
