import { Copyable } from '#components/ui/copyable';
import { type Column, Table } from '#components/ui/table';
import { Tooltip } from '#components/ui/tooltip';
import { formatDuration } from '#lib/core/format';
import { formatExact, formatMinute } from '#lib/core/format-time';
import type { PersonInStep } from '#lib/funnels/answers';
import type { PeopleChoice, Unit } from '#lib/funnels/url-state';

interface PeopleTableProps {
  users: PersonInStep[];
  choice: PeopleChoice;
  stepNames: string[];
  unit: Unit;
}

/** Who, when their run began and ended, and why it went no further; the whole run opens beneath. */
export function PeopleTable({ users, choice, stepNames, unit }: PeopleTableProps) {
  const columns: Column<PersonInStep>[] = [
    {
      id: 'who',
      header: unit === 'user' ? 'User' : 'Session',
      isRowHeader: true,
      width: 'min-w-48',
      cell: (person) => <Copyable value={nameOf(person)} label={`${unit} id`} shown={24} />,
    },
    {
      id: 'began',
      header: 'Began',
      cell: ({ steps }) => <Moment at={steps[0] ?? null} />,
      hideBelow: 'sm',
    },
    choice.outcome === 'converted'
      ? {
          id: 'took',
          header: 'Took',
          align: 'end',
          cell: ({ steps }) => formatDuration(secondsBetween(steps[0], steps[choice.step - 1])),
        }
      : { id: 'why', header: 'Why not', cell: ({ stoppedBecause }) => stoppedBecause ?? 'no data' },
  ];
  return (
    <Table
      caption="People"
      columns={columns}
      rows={users}
      rowKey={nameOf}
      empty="Nobody."
      details={(person) => <Run person={person} stepNames={stepNames} />}
    />
  );
}

function Run({ person, stepNames }: { person: PersonInStep; stepNames: string[] }) {
  const rows = person.steps.map((at, index) => ({ at, number: index + 1, name: stepNames[index] ?? '' }));
  return (
    <ol className="flex flex-col gap-1 text-12">
      {rows.map(({ at, number, name }) => (
        <li key={number} className="flex flex-wrap gap-x-3">
          <span className="w-40 truncate">
            <span className="text-ink-3 tabular-nums">{number}</span> {name}
          </span>
          <span className="tabular-nums">{at === null ? 'left out' : formatExact(at)}</span>
        </li>
      ))}
      {person.stoppedBecause ? <li className="text-ink-2">{person.stoppedBecause}</li> : null}
    </ol>
  );
}

function Moment({ at }: { at: string | null }) {
  return at === null ? (
    <span className="text-ink-3">no data</span>
  ) : (
    <Tooltip content={formatExact(at)} isFocusable className="whitespace-nowrap">
      {formatMinute(at)}
    </Tooltip>
  );
}

function nameOf({ userId, sessionId }: PersonInStep): string {
  return sessionId ?? userId ?? '';
}

function secondsBetween(from: string | null | undefined, to: string | null | undefined): number | null {
  return from && to ? (Date.parse(to) - Date.parse(from)) / 1000 : null;
}
