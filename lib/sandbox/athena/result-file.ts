import { type FileHandle, open } from 'node:fs/promises';

/**
 * The rows of one execution on disk, one a line, each as the JSON of a row of Athena's. Where each begins is kept in
 * memory, so that a page is one read however large the result is.
 */
export class ResultFile {
  private readonly starts: number[] = [];
  private size = 0;

  private constructor(private readonly handle: FileHandle) {}

  static async create(path: string): Promise<ResultFile> {
    return new ResultFile(await open(path, 'w+'));
  }

  get rowCount(): number {
    return this.starts.length;
  }

  async append(rows: string[]): Promise<void> {
    for (const row of rows) {
      this.starts.push(this.size);
      this.size += Buffer.byteLength(row) + 1;
    }
    await this.handle.appendFile(`${rows.join('\n')}\n`);
  }

  /** Rows `from` up to, not with, `to`, as the inside of a JSON array. */
  async read(from: number, to: number): Promise<string> {
    const start = this.starts[from];
    if (start === undefined || to <= from) return '';
    const end = this.starts[to] ?? this.size;
    const bytes = Buffer.alloc(end - start - 1);
    await this.handle.read(bytes, 0, bytes.length, start);
    // Line breaks inside values are escaped, so each one that is left ends a row.
    return bytes.toString('utf8').replaceAll('\n', ',');
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}
