import { Skeleton } from '#components/ui/skeleton';

const COLUMNS = ['h-64', 'h-48', 'h-44', 'h-40', 'h-36'];

/** The shape of the page before the funnel is known. */
export function WorkbenchSkeleton() {
  return (
    <div role="status" aria-label="Loading the funnel">
      <h1 className="sr-only">Funnel</h1>
      <Skeleton className="mb-2 h-7 w-64" />
      <Skeleton className="mb-6 h-5 w-full max-w-prose" />
      <Skeleton className="mb-6 h-64 w-full" />
      <AnswerSkeleton />
    </div>
  );
}

/** The shape of the columns and the table. */
export function AnswerSkeleton() {
  return (
    <div className="rounded-box border border-line bg-surface p-4">
      <Skeleton className="mb-2 h-4 w-32" />
      <Skeleton className="mb-6 h-9 w-24" />
      <div className="flex h-64 items-end gap-16 max-sm:hidden">
        {COLUMNS.map((height) => (
          <Skeleton key={height} className={`flex-1 ${height}`} />
        ))}
      </div>
      <div className="flex flex-col gap-4 sm:hidden">
        {COLUMNS.map((height) => (
          <Skeleton key={height} className="h-10 w-full" />
        ))}
      </div>
    </div>
  );
}
