import { type FileHandle, open } from 'node:fs/promises';

/** The texts of a row; undefined is null. */
export type RowTexts = (string | undefined)[];

/**
 * The result of one execution on disk, twice: as the CSV file that Athena leaves in S3, and as rows in the JSON of its
 * pages, one a line. Where each of these begins is kept in memory, so that a page is one read however large the result.
 */
export class ResultFile {
  private readonly starts: number[] = [];
  private size = 0;

  private constructor(
    private readonly rows: FileHandle,
    private readonly csv: FileHandle,
    readonly csvPath: string,
  ) {}

  static async create(path: string): Promise<ResultFile> {
    const csvPath = `${path}.csv`;
    return new ResultFile(await open(path, 'w+'), await open(csvPath, 'w'), csvPath);
  }

  get rowCount(): number {
    return this.starts.length;
  }

  writeHeader(names: string[]): Promise<void> {
    return this.csv.appendFile(csvLine(names));
  }

  async append(rows: RowTexts[]): Promise<void> {
    const lines = rows.map(jsonLine);
    for (const line of lines) {
      this.starts.push(this.size);
      this.size += Buffer.byteLength(line);
    }
    await this.rows.appendFile(lines.join(''));
    await this.csv.appendFile(rows.map(csvLine).join(''));
  }

  /** Rows `from` up to, not with, `to`, as the inside of a JSON array. */
  async read(from: number, to: number): Promise<string> {
    const start = this.starts[from];
    if (start === undefined || to <= from) return '';
    const end = this.starts[to] ?? this.size;
    const bytes = Buffer.alloc(end - start - 1);
    await this.rows.read(bytes, 0, bytes.length, start);
    // Line breaks inside values are escaped, so each one that is left ends a row.
    return bytes.toString('utf8').replaceAll('\n', ',');
  }

  async close(): Promise<void> {
    await this.rows.close();
    await this.csv.close();
  }
}

function jsonLine(texts: RowTexts): string {
  const cells = texts.map((text) => (text === undefined ? '{}' : `{"VarCharValue":${JSON.stringify(text)}}`));
  return `{"Data":[${cells.join(',')}]}\n`;
}

/** Every value in quotes, and nothing at all for a null. */
function csvLine(texts: RowTexts): string {
  return `${texts.map((text) => (text === undefined ? '' : `"${text.replaceAll('"', '""')}"`)).join(',')}\n`;
}
