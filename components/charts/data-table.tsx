import { type Column, Table } from '#components/ui/table';

type Cell = string | number | null;

export interface DataTableContent {
  head: string[];
  /** As people read them. */
  rows: Cell[][];
  /** The same with every digit, for the download; `rows` when left out. */
  exact?: Cell[][];
  /** Heads of columns that hold words; the others, but for the first, hold numbers. */
  wordColumns?: readonly string[];
}

/** A chart's data as a table: the first column names the row, the others are numbers unless they are said to be words. */
export function DataTable({ caption, head, rows, wordColumns = [] }: DataTableContent & { caption: string }) {
  const columns: Column<Cell[]>[] = head.map((header, index) => ({
    id: header,
    header,
    cell: (row) => row[index] ?? 'no data',
    ...(index === 0 ? { isRowHeader: true } : {}),
    ...(index === 0 || wordColumns.includes(header) ? {} : { align: 'end' as const }),
  }));
  return (
    <div className="max-h-80 overflow-y-auto">
      <Table caption={caption} columns={columns} rows={rows} rowKey={(row) => String(row[0])} />
    </div>
  );
}
