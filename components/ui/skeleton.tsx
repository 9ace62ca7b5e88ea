import clsx from 'clsx';

/** The shape of what is coming; give it the size of the real thing, so that nothing jumps. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx('block animate-pulse rounded-box bg-hover', className)} />;
}

/** A table's shape: as many 36-pixel rows as are expected. */
export function TableSkeleton({ rows, label }: { rows: number; label: string }) {
  const keys = Array.from({ length: rows }, (_, index) => `row-${index}`);
  return (
    <div role="status" aria-label={label}>
      {keys.map((key) => (
        <div key={key} className="flex h-9 items-center gap-6 border-line border-b px-3">
          <Skeleton className="h-3 w-1/3" />
          <Skeleton className="h-3 w-1/6" />
          <Skeleton className="ml-auto h-3 w-1/12" />
        </div>
      ))}
    </div>
  );
}
