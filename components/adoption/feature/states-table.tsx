import { OpenNumber } from '#components/ui/open-number';
import { type Column, Table } from '#components/ui/table';
import type { LifecyclePoint } from '#lib/adoption/lifecycle';
import type { PeopleChoice } from '#lib/adoption/people-choice';
import { STATES } from '#lib/adoption/states';
import { formatCount } from '#lib/core/format';
import { formatDay } from '#lib/core/format-time';

type State = (typeof STATES)[number]['state'] | 'active';

interface StatesTableProps {
  points: LifecyclePoint[];
  onPeople: (choice: PeopleChoice) => void;
}

/** The states interval by interval, with the sums that they make; each number opens its people. */
export function StatesTable({ points, onPeople }: StatesTableProps) {
  const count = (state: State, header: string, hint: string): Column<LifecyclePoint> => ({
    id: state,
    ...{ header, hint },
    align: 'end',
    cell: (point) => (
      <OpenNumber
        label={`${formatCount(point[state])} ${state} from ${formatDay(point.start)}. Show them.`}
        onSelect={() => onPeople({ of: 'lifecycle', date: point.start, state })}
        isEmpty={point[state] === 0}
      >
        {formatCount(point[state])}
      </OpenNumber>
    ),
  });
  return (
    <div className="max-h-80 overflow-y-auto">
      <Table
        caption="New, returning, resurrected and dormant users"
        columns={[
          {
            id: 'from',
            header: 'From',
            isRowHeader: true,
            cell: ({ start, isComplete }) => `${formatDay(start)}${isComplete ? '' : ' (not over)'}`,
          },
          ...STATES.map(({ state, label, words }) => count(state, capitalised(label), words)),
          count('active', 'Active', 'New, returning and resurrected together.'),
          {
            id: 'before',
            header: 'Active before',
            hint: 'Returning and dormant together: the active of the interval before.',
            align: 'end',
            hideBelow: 'sm',
            cell: ({ returning, dormant }) => formatCount(returning + dormant),
          },
        ]}
        rows={points.toReversed()}
        rowKey={({ start }) => start}
      />
    </div>
  );
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
