import { dayOfBucket } from '#components/charts/buckets';
import type { DataTableContent } from '#components/charts/data-table';
import type { PlacedMarkers } from '#components/charts/time-marker';

const HEAD = 'Notes';

/**
 * A chart's data with one more column: what is known of each row's time. A row's time is the cell, in the exact rows,
 * that names a bucket by its start or its day. Where no row has anything, nothing is added.
 */
export function withNotes(data: DataTableContent, placed: readonly PlacedMarkers[]): DataTableContent {
  const words = new Map(
    placed.flatMap(({ start, markers }) => {
      const said = markers.map(({ label }) => label).join('; ');
      return [start, dayOfBucket(start)].map((name) => [name, said]);
    }),
  );
  const exact = data.exact ?? data.rows;
  const notes = exact.map((row) => {
    const name = row.find((cell) => typeof cell === 'string' && words.has(cell));
    return typeof name === 'string' ? (words.get(name) ?? '') : '';
  });
  if (notes.every((note) => note === '')) return data;
  const isAligned = data.rows.length === exact.length;
  return {
    ...data,
    head: [...data.head, HEAD],
    rows: data.rows.map((row, index) => [...row, (isAligned && notes[index]) || '']),
    exact: exact.map((row, index) => [...row, notes[index] ?? '']),
    wordColumns: [...(data.wordColumns ?? []), HEAD],
  };
}
