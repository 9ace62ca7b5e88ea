import { fieldsOf } from '#lib/events/import/fields-of';
import { isKnownName } from '#lib/events/import/guess-mapping';
import { BlankScanner, DelimitedScanner, type RecordScanner } from '#lib/events/import/record-scanner';
import { DELIMITERS, type Delimiter } from '#lib/events/import/schema';
import { isNumberLike, isTimeLike } from '#lib/events/import/value-kinds';

/** How many records a guess is made from. */
const SAMPLE_RECORDS = 200;

const LEAST_AGREEMENT = 0.8;

export interface DelimitedSample {
  delimiter: Delimiter;
  hasHeader: boolean;
  columns: string[];
  /** The first records after the header. */
  rows: (string | null)[][];
}

/**
 * Finds out how a delimited text is written, from its beginning.
 *
 * @param isWhole whether `head` is the whole text, so that its last record counts.
 * @param wanted the delimiter, where somebody named it.
 * @returns null when no delimiter parts the records into two fields or more.
 */
export function sniffDelimited(
  head: Uint8Array,
  isWhole: boolean,
  wanted: Delimiter | undefined,
): DelimitedSample | null {
  const candidates = (wanted === undefined ? DELIMITERS : [wanted]).map((delimiter) => {
    const records = recordsOf(head, delimiter, isWhole);
    return { delimiter, records, agreement: agreementOf(records) };
  });
  const fitting = candidates.filter(({ agreement }) => agreement >= LEAST_AGREEMENT || wanted !== undefined);
  const [best] = fitting.toSorted((a, b) => b.agreement - a.agreement);
  const width = best?.records[0]?.length ?? 0;
  if (!best || width < 2) return null;
  const hasHeader = isHeader(best.records);
  const first = best.records[0] ?? [];
  return {
    delimiter: best.delimiter,
    hasHeader,
    columns: hasHeader ? uniqueNames(first) : first.map((_, index) => `column_${index + 1}`),
    rows: best.records
      .slice(hasHeader ? 1 : 0)
      .filter((record) => record.length === width)
      .map((record) => record.map((field) => (field === '' ? null : field))),
  };
}

function recordsOf(head: Uint8Array, delimiter: Delimiter, isWhole: boolean): string[][] {
  const scanner: RecordScanner = delimiter === ' ' ? new BlankScanner() : new DelimitedScanner(delimiter);
  const decoder = new TextDecoder();
  const records: string[][] = [];
  for (let at = 0; at < head.length && records.length < SAMPLE_RECORDS; at = scanner.next) {
    const scan = scanner.scan(head, at, isWhole);
    if (scan === 'unfinished') break;
    const text = decoder.decode(head.subarray(at, scanner.end));
    if (text.trim() !== '') records.push(scan === 'fault' ? [] : fieldsOf(text, delimiter));
  }
  return records;
}

/** The share of records as wide as the first one; 0 when that has one field only. */
function agreementOf(records: string[][]): number {
  const width = records[0]?.length ?? 0;
  if (width < 2) return 0;
  return records.filter((record) => record.length === width).length / records.length;
}

/** A header has no numbers, no times and no gaps, and names something we know or differs in kind from the rows. */
function isHeader(records: string[][]): boolean {
  const [first = [], ...others] = records;
  const isData = (text: string) => isNumberLike(text) || isTimeLike(text);
  if (first.some((name) => isData(name) || name === '')) return false;
  if (first.some(isKnownName)) return true;
  return others.length > 0 && first.some((_, index) => others.every((record) => isData(record[index] ?? '')));
}

function uniqueNames(names: string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}_${count}`;
  });
}
