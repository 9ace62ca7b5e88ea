import type { Cells } from '#lib/adapters/athena/read-page';

const QUOTE = '"';

/**
 * Rows out of a CSV file as Athena writes it, piece by piece: every value stands in quotes, with its own quotes
 * doubled; a null is nothing at all between two commas, so that it differs from an empty text, which is `""`.
 */
export class CsvRows {
  private rest = '';

  /** @param width how many values a row has. */
  constructor(private readonly width: number) {}

  /** The rows that are whole after this piece of text. */
  take(piece: string): Cells[] {
    const text = this.rest + piece;
    const rows: Cells[] = [];
    let start = 0;
    for (let row = this.readRow(text, start); row; row = this.readRow(text, start)) {
      rows.push(row.cells);
      start = row.end;
    }
    this.rest = text.slice(start);
    return rows;
  }

  /** The last row, where the file does not end with a line break. */
  finish(): Cells[] {
    const rows = this.rest === '' ? [] : this.take('\n');
    if (this.rest !== '') throw new Error('The result file ends within a row.');
    return rows;
  }

  /** undefined where the text ends before the row does. */
  private readRow(text: string, start: number): { cells: Cells; end: number } | undefined {
    const cells: Cells = [];
    for (let at = start; ; ) {
      const end = text[at] === QUOTE ? endOfQuoted(text, at) : endOfPlain(text, at);
      const after = text[end];
      if (after === undefined) return undefined;
      cells.push(textBetween(text, at, end));
      at = end + 1;
      if (after === ',') continue;
      if (after === '\n' && cells.length === this.width) return { cells, end: at };
      throw new Error(`The result file has a row of ${cells.length} values, not of ${this.width}.`);
    }
  }
}

/** The place behind the closing quote, or the end of the text. */
function endOfQuoted(text: string, at: number): number {
  let end = text.indexOf(QUOTE, at + 1);
  while (end >= 0 && text[end + 1] === QUOTE) end = text.indexOf(QUOTE, end + 2);
  return end < 0 ? text.length : end + 1;
}

function endOfPlain(text: string, at: number): number {
  let end = at;
  while (end < text.length && text[end] !== ',' && text[end] !== '\n') end += 1;
  return end;
}

function textBetween(text: string, at: number, end: number): string | undefined {
  if (at === end) return undefined;
  if (text[at] !== QUOTE) return text.slice(at, end);
  const inside = text.slice(at + 1, end - 1);
  return inside.includes(QUOTE) ? inside.replaceAll('""', QUOTE) : inside;
}
