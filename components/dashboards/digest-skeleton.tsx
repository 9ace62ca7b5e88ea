import { Skeleton } from '#components/ui/skeleton';

const ITEMS = ['first', 'second', 'third', 'fourth'];

/** A digest while its week is counted. */
export function DigestSkeleton() {
  return (
    <div role="status" aria-label="Counting the week">
      <Skeleton className="mb-2 h-7 w-72 max-w-full" />
      <Skeleton className="mb-8 h-4 w-96 max-w-full" />
      {ITEMS.map((name) => (
        <div key={name} className="grid gap-x-8 gap-y-4 py-5 lg:grid-cols-[minmax(0,1fr)_22.5rem]">
          <div className="flex flex-col gap-2">
            <Skeleton className="h-5 w-48" />
            <Skeleton className="h-5 w-full max-w-prose" />
            <Skeleton className="h-3 w-80 max-w-full" />
          </div>
          <Skeleton className="h-32 w-full max-w-90" />
        </div>
      ))}
    </div>
  );
}
