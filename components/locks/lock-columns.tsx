import Link from 'next/link';
import { Badge } from '#components/ui/badge';
import { Button } from '#components/ui/button';
import type { Column } from '#components/ui/table';
import { Time } from '#components/ui/time';
import type { ServedLock } from '#lib/functions/lock-schema';

/** What the page tells of each lock; without `onUnlock` there is nothing to do about it. */
export function lockColumns(onUnlock: ((lock: ServedLock) => void) | null): Column<ServedLock>[] {
  return [
    {
      id: 'function',
      header: 'Function',
      isRowHeader: true,
      cell: (lock) => (
        <div className="py-1.5">
          <Link
            href={`/live?function=${lock.function}`}
            className="break-all font-medium font-mono text-12 hover:underline"
          >
            {lock.function}
          </Link>
          <span className="block font-normal text-12 text-ink-2 md:hidden">{lock.reason}</span>
        </div>
      ),
    },
    {
      id: 'why',
      header: 'Why',
      hideBelow: 'md',
      cell: ({ reason }) => <span className="line-clamp-3">{reason}</span>,
    },
    {
      id: 'by',
      header: 'Locked',
      width: 'w-40',
      hideBelow: 'sm',
      cell: ({ by, at, changeId }) => (
        <span className="flex flex-col py-1.5">
          <Time at={at} />
          <span className="text-12 text-ink-2">
            {by}
            {changeId ? (
              <>
                ,{' '}
                <Link href={`/changes/${changeId}`} className="text-accent-ink underline">
                  by a rollback
                </Link>
              </>
            ) : null}
          </span>
        </span>
      ),
    },
    { id: 'until', header: 'Until', width: 'w-44', cell: (lock) => <Until lock={lock} /> },
    ...(onUnlock ? [deedColumn(onUnlock)] : []),
  ];
}

function Until({ lock: { unlocked, isOverdue, expiresAt } }: { lock: ServedLock }) {
  if (unlocked) {
    return (
      <span className="flex flex-col py-1.5">
        <Time at={unlocked.at} />
        <span className="text-12 text-ink-2">
          {unlocked.by}: {unlocked.reason}
        </span>
      </span>
    );
  }
  return (
    <span className="flex flex-col items-start gap-0.5 py-1.5">
      <Time at={expiresAt} />
      {isOverdue ? <Badge tone="attention">Overdue, still locked</Badge> : null}
    </span>
  );
}

function deedColumn(onUnlock: (lock: ServedLock) => void): Column<ServedLock> {
  return {
    id: 'deed',
    header: 'Action',
    align: 'end',
    width: 'w-24',
    cell: (lock) => (
      <Button size="small" aria-label={`Unlock ${lock.function}`} onClick={() => onUnlock(lock)}>
        Unlock…
      </Button>
    ),
  };
}
