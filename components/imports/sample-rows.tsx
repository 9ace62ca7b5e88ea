'use client';

import { type Column, Table } from '#components/ui/table';
import type { FileFormat } from '#lib/core/importer';
import type { Preview } from '#lib/events/import/schema';

const DELIMITERS = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars', ' ': 'blanks' };

/** How the file was read, in words. */
function formatWords(format: FileFormat): string {
  if (format.kind === 'parquet') return 'Parquet';
  const zipped = format.gzip ? ', gzip' : '';
  if (format.kind === 'ndjson') return `NDJSON${zipped}`;
  const header = format.hasHeader ? 'with a header line' : 'without a header line';
  return `Text separated by ${DELIMITERS[format.delimiter]}, ${header}${zipped}`;
}

type SampleRow = { key: string; cells: (string | null)[] };

/** The first rows as they stand in the file. */
export function SampleRows({ preview }: { preview: Preview }) {
  const columns = preview.columns.map(
    (name, index): Column<SampleRow> => ({
      id: `${index}`,
      header: name,
      cell: ({ cells }) =>
        cells[index] === null || cells[index] === undefined ? (
          <span className="text-ink-3">empty</span>
        ) : (
          <span className="block max-w-64 truncate font-mono text-12">{cells[index]}</span>
        ),
    }),
  );
  const rows = preview.sampleRows.map((cells, index) => ({ key: `${index}`, cells }));
  return (
    <details>
      <summary className="mb-3 min-h-6 font-semibold text-16">
        The first {rows.length} rows
        <span className="ml-2 font-normal text-12 text-ink-3">{formatWords(preview.format)}</span>
      </summary>
      <Table caption="The first rows of the file" columns={columns} rows={rows} rowKey={({ key }) => key} />
    </details>
  );
}
