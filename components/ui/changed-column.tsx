import type { Column } from '#components/ui/table';
import { Time } from '#components/ui/time';

/** Of a list of what people keep: when a row was changed last, and by whom. */
export function changedColumn<Row extends { updatedAt: string; updatedBy: string }>(): Column<Row> {
  return {
    id: 'changed',
    header: 'Changed',
    hideBelow: 'md',
    width: 'w-44',
    sortBy: ({ updatedAt }) => updatedAt,
    cell: ({ updatedAt, updatedBy }) => (
      <>
        <Time at={updatedAt} /> <span className="block text-12 text-ink-3">{updatedBy}</span>
      </>
    ),
  };
}
