const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const BLANK = 0x20;
const TAB = 0x09;

/** Longer records are refused: they are a quote that was never closed, or no text at all. */
const MAX_RECORD_BYTES = 1024 * 1024;

/** What stands at a place of a text: a whole record, a broken one, or one whose end is not there yet. */
export type Scan = 'record' | 'fault' | 'unfinished';

/**
 * Finds one record of a text at a time. The results are fields of the scanner, not an object per record: these
 * loops see every byte of files of gigabytes.
 */
export abstract class RecordScanner {
  /** Where the content ends, without its line end. */
  end = 0;
  /** Where the next record begins. */
  next = 0;
  fieldCount = 1;
  /** Line ends inside quotes. */
  extraLines = 0;
  fault = '';

  /** Looks at the record that begins at `start`; `isLast` says that nothing follows the bytes. */
  abstract scan(bytes: Uint8Array, start: number, isLast: boolean): Scan;

  /** Takes what lies between `start` and the line feed at `at` (or the end of the bytes) as a record. */
  protected finish(bytes: Uint8Array, start: number, at: number, isLast: boolean): Scan {
    if (at - start > MAX_RECORD_BYTES) return this.giveUp(bytes, start, 'is longer than 1 MiB');
    if (at >= bytes.length && !isLast) return 'unfinished';
    this.end = at > start && bytes[at - 1] === RETURN ? at - 1 : at;
    this.next = Math.min(at + 1, bytes.length);
    return 'record';
  }

  /** Gives up only the first line, so that one stray quote does not swallow the rest of the file. */
  protected giveUp(bytes: Uint8Array, start: number, fault: string): Scan {
    const lineEnd = bytes.indexOf(LINE_FEED, start);
    this.end = lineEnd < 0 ? bytes.length : lineEnd;
    this.next = lineEnd < 0 ? bytes.length : lineEnd + 1;
    this.extraLines = 0;
    this.fault = fault;
    return 'fault';
  }
}

/** Records as RFC 4180 has them, ended by `\n` or `\r\n`. A quote in the middle of a field is like any character. */
export class DelimitedScanner extends RecordScanner {
  private readonly delimiter: number;

  constructor(delimiter: string) {
    super();
    this.delimiter = delimiter.charCodeAt(0);
  }

  override scan(bytes: Uint8Array, start: number, isLast: boolean): Scan {
    this.fieldCount = 1;
    this.extraLines = 0;
    let at = start;
    for (;;) {
      if (bytes[at] === QUOTE) {
        at = this.closingQuote(bytes, at) + 1;
        if (at === 0) {
          const mayGoOn = !isLast && bytes.length - start <= MAX_RECORD_BYTES;
          return mayGoOn ? 'unfinished' : this.giveUp(bytes, start, 'opens a quote that is never closed');
        }
        const after = bytes[at] === RETURN ? bytes[at + 1] : bytes[at];
        if (after === undefined && !isLast) return 'unfinished';
        if (after !== undefined && after !== this.delimiter && after !== LINE_FEED) {
          return this.giveUp(bytes, start, 'has text after a closing quote');
        }
      }
      at = this.endOfField(bytes, at);
      if (bytes[at] !== this.delimiter) return this.finish(bytes, start, at, isLast);
      this.fieldCount += 1;
      at += 1;
    }
  }

  private endOfField(bytes: Uint8Array, start: number): number {
    const { delimiter } = this;
    let at = start;
    while (at < bytes.length && bytes[at] !== delimiter && bytes[at] !== LINE_FEED) at += 1;
    return at;
  }

  /** A doubled quote stands for one; -1 when the bytes end first. */
  private closingQuote(bytes: Uint8Array, open: number): number {
    for (let at = open + 1; at < bytes.length; at += 1) {
      if (bytes[at] === LINE_FEED) this.extraLines += 1;
      if (bytes[at] !== QUOTE) continue;
      if (bytes[at + 1] !== QUOTE) return at;
      at += 1;
    }
    return -1;
  }
}

/** One record a line: the whole line is its one field. */
export class LineScanner extends RecordScanner {
  override scan(bytes: Uint8Array, start: number, isLast: boolean): Scan {
    const at = bytes.indexOf(LINE_FEED, start);
    return this.finish(bytes, start, at < 0 ? bytes.length : at, isLast);
  }
}

/** One record a line, fields parted by runs of blanks; those at both ends mean nothing. */
export class BlankScanner extends LineScanner {
  override scan(bytes: Uint8Array, start: number, isLast: boolean): Scan {
    const found = super.scan(bytes, start, isLast);
    this.fieldCount = 0;
    let isInField = false;
    for (let at = start; at < this.end; at += 1) {
      const isField = !isBlank(bytes[at]);
      if (isField && !isInField) this.fieldCount += 1;
      isInField = isField;
    }
    return found;
  }
}

/** Whether a byte is a blank or a tab. */
export function isBlank(byte: number | undefined): boolean {
  return byte === BLANK || byte === TAB;
}
