import { isUtf8 } from 'node:buffer';
import {
  BlankScanner,
  DelimitedScanner,
  isBlank,
  LineScanner,
  type RecordScanner,
} from '#lib/events/import/record-scanner';
import type { Delimiter } from '#lib/events/import/schema';

const LINE_FEED = 0x0a;
const TAB = 0x09;
const UNIT_SEPARATOR = 0x1f;
const DIGIT_ZERO = 0x30;
const LONGEST_NUMBER = 16;

export type RecordForm =
  | { kind: 'delimited'; delimiter: Delimiter; hasHeader: boolean; fieldCount: number }
  | { kind: 'ndjson' };

/** A record that cannot be read at all; `line` counts from 1. */
export interface BrokenRecord {
  line: number;
  reason: string;
  /** Its first characters. */
  text: string;
}

/**
 * A stretch of a file in one plain form, whatever the file's: each record begins with its line number, ends with
 * `\n`, and its fields are parted by `separator`. Blank lines, the header and broken records are gone.
 */
export interface RecordPiece {
  bytes: Uint8Array;
  rows: number;
  broken: BrokenRecord[];
}

/** What parts the fields in the pieces of a form. JSON never holds the unit separator as it is. */
export function separatorOf(form: RecordForm): string {
  if (form.kind === 'ndjson') return String.fromCharCode(UNIT_SEPARATOR);
  return form.delimiter === ' ' ? '\t' : form.delimiter;
}

/** Cuts a text into pieces of about `pieceBytes`, never inside a record. */
export async function* splitRecords(
  input: AsyncIterable<Uint8Array>,
  form: RecordForm,
  pieceBytes: number,
): AsyncGenerator<RecordPiece> {
  const splitter = new Splitter(form, pieceBytes);
  for await (const bytes of input) {
    yield* splitter.take(bytes, false);
  }
  yield* splitter.take(new Uint8Array(0), true);
  const rest = splitter.cut();
  if (rest.rows > 0 || rest.broken.length > 0) yield rest;
}

class Splitter {
  private readonly scanner: RecordScanner;
  private readonly separator: number;
  private readonly fieldCount: number;
  private isHeaderNext: boolean;
  private readonly squeezes: boolean;
  private readonly pieceBytes: number;
  private carry: Uint8Array = new Uint8Array(0);
  private line = 1;
  private isStart = true;
  /** Inside a line that was given up, whose end has not come yet. */
  private isSkipping = false;
  private bytes = new Uint8Array(0);
  private length = 0;
  private rows = 0;
  private broken: BrokenRecord[] = [];

  constructor(form: RecordForm, pieceBytes: number) {
    this.scanner = scannerFor(form);
    this.separator = separatorOf(form).charCodeAt(0);
    this.fieldCount = form.kind === 'delimited' ? form.fieldCount : 1;
    this.isHeaderNext = form.kind === 'delimited' && form.hasHeader;
    this.squeezes = form.kind === 'delimited' && form.delimiter === ' ';
    this.pieceBytes = pieceBytes;
  }

  /** Yields whenever a piece is full; what is not a whole record yet waits for more. */
  *take(input: Uint8Array, isLast: boolean): Generator<RecordPiece> {
    const bytes = this.carry.length > 0 ? Buffer.concat([this.carry, input]) : input;
    let at = this.isSkipping ? this.skipLine(bytes) : this.isStart ? byteOrderMark(bytes) : 0;
    if (bytes.length > 0) this.isStart = false;
    const whole = bytes.subarray(0, isLast ? bytes.length : bytes.lastIndexOf(LINE_FEED) + 1);
    const isSound = isUtf8(whole) && (this.separator !== UNIT_SEPARATOR || !whole.includes(UNIT_SEPARATOR));
    while (at < bytes.length) {
      const scan = this.scanner.scan(bytes, at, isLast);
      if (scan === 'unfinished') break;
      this.settle(bytes, at, scan === 'record' ? '' : this.scanner.fault, isSound);
      this.line += 1 + this.scanner.extraLines;
      at = this.scanner.next;
      this.isSkipping = scan === 'fault' && bytes[at - 1] !== LINE_FEED;
      if (this.length >= this.pieceBytes) yield this.cut();
    }
    this.carry = bytes.slice(at);
  }

  private skipLine(bytes: Uint8Array): number {
    const at = bytes.indexOf(LINE_FEED);
    this.isSkipping = at < 0;
    return at < 0 ? bytes.length : at + 1;
  }

  /** What has been gathered, as a piece. */
  cut(): RecordPiece {
    const piece = { bytes: this.bytes.subarray(0, this.length), rows: this.rows, broken: this.broken };
    this.bytes = new Uint8Array(0);
    this.length = 0;
    this.rows = 0;
    this.broken = [];
    return piece;
  }

  private settle(bytes: Uint8Array, start: number, scanFault: string, isSound: boolean): void {
    const { end } = this.scanner;
    if (isEmpty(bytes, start, end)) return;
    const isHeader = this.isHeaderNext;
    this.isHeaderNext = false;
    if (isHeader) return;
    const fault = scanFault || this.faultOf(bytes, start, end, isSound);
    if (!fault) this.write(bytes, start, end);
    else this.broken.push({ line: this.line, reason: fault, text: firstCharacters(bytes, start, end) });
  }

  private faultOf(bytes: Uint8Array, start: number, end: number, isSound: boolean): string {
    if (this.scanner.fieldCount !== this.fieldCount) {
      return `has ${this.scanner.fieldCount} fields where there should be ${this.fieldCount}`;
    }
    if (isSound) return '';
    const record = bytes.subarray(start, end);
    if (!isUtf8(record)) return 'is not UTF-8 text';
    return this.separator === UNIT_SEPARATOR && record.includes(UNIT_SEPARATOR) ? 'is not JSON' : '';
  }

  private write(bytes: Uint8Array, start: number, end: number): void {
    this.reserve(end - start + LONGEST_NUMBER + 2);
    this.writeNumber(this.line);
    this.bytes[this.length] = this.separator;
    this.length += 1;
    if (this.squeezes) this.writeSqueezed(bytes, start, end);
    else {
      this.bytes.set(bytes.subarray(start, end), this.length);
      this.length += end - start;
    }
    this.bytes[this.length] = LINE_FEED;
    this.length += 1;
    this.rows += 1;
  }

  private writeSqueezed(bytes: Uint8Array, start: number, end: number): void {
    let isFirst = true;
    for (let at = start; at < end; at += 1) {
      if (isBlank(bytes[at])) continue;
      if (!isFirst) {
        this.bytes[this.length] = TAB;
        this.length += 1;
      }
      isFirst = false;
      for (; at < end && !isBlank(bytes[at]); at += 1) {
        this.bytes[this.length] = bytes[at] ?? 0;
        this.length += 1;
      }
    }
  }

  private writeNumber(value: number): void {
    let rest = value;
    let width = 1;
    for (let limit = 10; limit <= value; limit *= 10) width += 1;
    for (let at = this.length + width - 1; at >= this.length; at -= 1) {
      this.bytes[at] = DIGIT_ZERO + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    this.length += width;
  }

  private reserve(size: number): void {
    if (this.length + size <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.pieceBytes + size, this.length + size));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}

function scannerFor(form: RecordForm): RecordScanner {
  if (form.kind === 'ndjson') return new LineScanner();
  return form.delimiter === ' ' ? new BlankScanner() : new DelimitedScanner(form.delimiter);
}

function byteOrderMark(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

function isEmpty(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (!isBlank(bytes[at])) return false;
  return true;
}

function firstCharacters(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.subarray(start, Math.min(end, start + 200))).toString('utf8');
}
