import Link from 'next/link';
import { Sparkline } from '#components/charts/sparkline';
import { AlarmBadge } from '#components/live/alarm-badge';
import { errorRates, recentTraffic } from '#components/live/error-rate';
import { Badge } from '#components/ui/badge';
import type { Column } from '#components/ui/table';
import { Time } from '#components/ui/time';
import { Tooltip } from '#components/ui/tooltip';
import { formatCompact, formatDuration, formatPercent, NO_DATA } from '#lib/core/format';
import type { LiveFunction } from '#lib/functions/answers';

/**
 * What the page tells of each function, but for what can be done with it.
 *
 * @param isWhole whether a whole round was read: before that nobody knows of alarms and numbers.
 */
export function liveColumns(onOpen: (name: string) => void, isWhole: boolean): Column<LiveFunction>[] {
  return [
    {
      id: 'name',
      header: 'Function',
      isRowHeader: true,
      sortBy: ({ name }) => name,
      cell: (row) => <NameCell row={row} onOpen={onOpen} />,
    },
    {
      id: 'alarms',
      header: 'Alarms',
      width: 'w-28',
      sortBy: redness,
      cell: ({ alarms }) => (isWhole ? <AlarmBadge alarms={alarms} /> : <NotYet />),
    },
    {
      id: 'errors',
      header: 'Errors',
      align: 'end',
      width: 'w-36',
      hideBelow: 'sm',
      hint: 'The share of calls that failed, of the last five minutes with data; the line shows the last hour.',
      sortBy: ({ points }) => recentTraffic(points)?.rate ?? null,
      cell: ({ points }) => (isWhole ? <ErrorCell points={points} /> : <NotYet />),
    },
    {
      id: 'p95',
      header: 'P95',
      align: 'end',
      width: 'w-20',
      hideBelow: 'md',
      hint: 'So long, or less, take 95 of 100 calls, in the newest minute with data.',
      sortBy: ({ points }) => recentTraffic(points)?.p95Ms ?? null,
      cell: ({ points }) => (isWhole ? durationWords(recentTraffic(points)?.p95Ms ?? null) : <NotYet />),
    },
    {
      id: 'version',
      header: 'Live version',
      width: 'w-36',
      hideBelow: 'sm',
      cell: (row) => <VersionCell row={row} />,
    },
    {
      id: 'since',
      header: 'Since',
      width: 'w-36',
      hideBelow: 'lg',
      sortBy: ({ since }) => since.at,
      cell: (row) => <SinceCell row={row} />,
    },
  ];
}

const DRIFT = { latest: 'On $LATEST', moved_outside: 'Moved outside', stack_moves: 'Stack moves it' };

function redness({ alarms }: LiveFunction): number {
  return -alarms.filter(({ state }) => state === 'ALARM').length;
}

/** Silence is not good news, and not yet is not silence. */
function NotYet() {
  return (
    <span className="text-ink-3">
      <span className="sr-only">not read yet</span>
      <span aria-hidden>…</span>
    </span>
  );
}

function NameCell({ row, onOpen }: { row: LiveFunction; onOpen: (name: string) => void }) {
  return (
    <div className="py-1.5">
      <button
        type="button"
        onClick={() => onOpen(row.name)}
        className="min-h-6 text-left font-medium font-mono text-12 hover:underline lg:whitespace-nowrap"
      >
        {row.name}
      </button>
      <span className="flex flex-wrap gap-1">
        {row.drift.map(({ kind, sentence }) => (
          <Tooltip key={kind} isFocusable content={sentence}>
            <Badge tone="attention">{DRIFT[kind]}</Badge>
          </Tooltip>
        ))}
        {row.lock ? (
          <Tooltip content={`${row.lock.by}: ${row.lock.reason}`}>
            <Link href="/locks" className="inline-flex min-h-6 items-center">
              <Badge tone="attention">Deploys locked</Badge>
            </Link>
          </Tooltip>
        ) : null}
      </span>
    </div>
  );
}

function ErrorCell({ points }: Pick<LiveFunction, 'points'>) {
  const recent = recentTraffic(points);
  if (!recent) return <span className="text-ink-3">{NO_DATA}</span>;
  const said = recent.rate === null ? NO_DATA : formatPercent(recent.rate);
  const explanation = `${recent.errors} of ${recent.calls} calls failed in the last five minutes with data.`;
  return (
    <span className="inline-flex items-center justify-end gap-2">
      <span className="max-sm:hidden">
        <Sparkline
          values={errorRates(points)}
          label="Share of failed calls, the last hour"
          width={72}
          height={22}
        />
      </span>
      <Tooltip isFocusable content={explanation}>
        <span className="flex flex-col">
          {said}
          <span className="text-12 text-ink-3">of {formatCompact(recent.calls)}</span>
        </span>
      </Tooltip>
    </span>
  );
}

function VersionCell({ row: { version, second, commit } }: { row: LiveFunction }) {
  return (
    <span className="font-mono text-12">
      {second ? (
        <>
          {version} <span className="text-ink-3">{formatPercent(1 - second.weight)}</span>
          <span className="block text-attention-ink">
            {second.version} {formatPercent(second.weight)}
          </span>
        </>
      ) : (
        version
      )}
      {commit ? <span className="block text-ink-3">{commit.slice(0, 7)}</span> : null}
    </span>
  );
}

function SinceCell({ row: { since } }: { row: LiveFunction }) {
  return (
    <Tooltip isFocusable content={since.sentence}>
      <span className="flex flex-col">
        {since.at ? <Time at={since.at} /> : <span className="text-ink-3">not known</span>}
        {since.by ? <span className="text-12 text-ink-3">{since.by}</span> : null}
      </span>
    </Tooltip>
  );
}

/** Milliseconds as people say them. */
export function durationWords(milliseconds: number | null): string {
  if (milliseconds === null) return NO_DATA;
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : formatDuration(milliseconds / 1000);
}
