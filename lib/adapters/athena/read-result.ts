import type { QueryExecution } from '@aws-sdk/client-athena';
import type { AthenaApi } from '#lib/adapters/athena/api';
import { CsvRows } from '#lib/adapters/athena/csv-rows';
import { assertHeader, type Cells, cellsOf } from '#lib/adapters/athena/read-page';
import type { ResultFiles } from '#lib/adapters/athena/result-files';
import type { Log } from '#lib/core/ctx';
import type { Columns, QueryOptions } from '#lib/core/warehouse';

/** Rows are far larger than their bytes: so many bytes are rows at a time. */
const BLOCK_BYTES = 64 * 2 ** 10;

type OnRows = (rows: Cells[]) => void;
type Asked = Pick<QueryOptions<Columns>, 'label' | 'columns'>;

/**
 * Reads results: those of one page as that page, larger ones from the file that Athena wrote, since its own pages are
 * of a thousand rows and come one after the other. Where the file may not be read, the pages are.
 */
export class ResultReader {
  private hasWarned = false;

  constructor(
    private readonly api: AthenaApi,
    private readonly files: ResultFiles,
    private readonly log: Log,
  ) {}

  async read(execution: QueryExecution, asked: Asked, signal: AbortSignal, onRows: OnRows): Promise<void> {
    const id = execution.QueryExecutionId ?? '';
    const first = await this.api.page(id, undefined, signal);
    signal.throwIfAborted();
    const rows = cellsOf(first, asked, true);
    if (first.NextToken === undefined) return onRows(rows);
    const address = addressOf(execution);
    if (address !== undefined && (await this.readFile(address, asked, signal, onRows))) return;
    onRows(rows);
    await this.readPages(id, first.NextToken, asked, signal, onRows);
  }

  /** Whether it could be read; once rows have been handed over, a failure is one. */
  private async readFile(
    address: string,
    asked: Asked,
    signal: AbortSignal,
    onRows: OnRows,
  ): Promise<boolean> {
    const pieces = this.files.pieces(address, signal);
    const first = await pieces.next().catch((error: unknown) => {
      signal.throwIfAborted();
      this.warn(error);
      return undefined;
    });
    if (!first || first.done) return false;
    const reading = new FileReading(asked, onRows);
    try {
      for (let piece: IteratorResult<Uint8Array> = first; !piece.done; piece = await pieces.next()) {
        signal.throwIfAborted();
        reading.take(piece.value);
      }
    } finally {
      await pieces.return(undefined);
    }
    reading.finish();
    return true;
  }

  private async readPages(
    id: string,
    token: string,
    asked: Asked,
    signal: AbortSignal,
    onRows: OnRows,
  ): Promise<void> {
    let next: ReturnType<AthenaApi['page']> | undefined = this.api.page(id, token, signal);
    while (next) {
      const page: Awaited<ReturnType<AthenaApi['page']>> = await next;
      signal.throwIfAborted();
      // The next page is on its way while this one is being read.
      next = page.NextToken === undefined ? undefined : this.api.page(id, page.NextToken, signal);
      try {
        onRows(cellsOf(page, asked, false));
      } catch (error) {
        await next?.catch(() => undefined);
        throw error;
      }
    }
  }

  private warn(error: unknown): void {
    if (this.hasWarned) return;
    this.hasWarned = true;
    this.log.warn(
      { err: error },
      "Athena's result files cannot be read (s3:GetObject on ATHENA_OUTPUT); its pages are read instead, which takes far longer for large answers",
    );
  }
}

/** Where the result stands as a file that can be read with the role's own rights; undefined where it does not. */
function addressOf({ ResultConfiguration: result }: QueryExecution): string | undefined {
  const isSealed = result?.EncryptionConfiguration?.EncryptionOption === 'CSE_KMS';
  return isSealed ? undefined : result?.OutputLocation;
}

/** One file on its way from bytes to rows. */
class FileReading {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private readonly rows: CsvRows;
  private hasHeader = false;

  constructor(
    private readonly asked: Asked,
    private readonly onRows: OnRows,
  ) {
    this.rows = new CsvRows(Object.keys(asked.columns).length);
  }

  take(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; from += BLOCK_BYTES) {
      const block = bytes.subarray(from, from + BLOCK_BYTES);
      this.hand(this.rows.take(this.decoder.decode(block, { stream: true })));
    }
  }

  finish(): void {
    this.hand([...this.rows.take(this.decoder.decode()), ...this.rows.finish()]);
    if (!this.hasHeader) throw new Error(`${this.asked.label} has an empty result file.`);
  }

  private hand(rows: Cells[]): void {
    const [header] = rows;
    if (this.hasHeader || !header) {
      if (rows.length > 0) this.onRows(rows);
      return;
    }
    assertHeader(header, this.asked);
    this.hasHeader = true;
    this.hand(rows.slice(1));
  }
}
