import {
  type DataTag,
  dehydrate,
  HydrationBoundary,
  type InfiniteData,
  type QueryKey,
} from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { makeQueryClient } from '#components/shell/query-client';

interface Prefetched {
  queryKey: QueryKey;
  read: () => Promise<unknown>;
}

/** Pairs the options that the browser asks with, and the same read on the server; the types hold them equal. */
export function prefetch<T>(
  options: { queryKey: DataTag<QueryKey, T, Error> },
  read: () => Promise<NoInfer<T>>,
): Prefetched {
  return { queryKey: options.queryKey, read };
}

/** As `prefetch`, for lists that come a page at a time: the first page. */
export function prefetchPage<T>(
  options: { queryKey: DataTag<QueryKey, InfiniteData<T, unknown>, Error> },
  read: () => Promise<NoInfer<T>>,
): Prefetched {
  return {
    queryKey: options.queryKey,
    read: async () => ({ pages: [await read()], pageParams: [null] }),
  };
}

interface HydratedProps {
  queries: Prefetched[];
  children: ReactNode;
}

/**
 * Answers the queries on the server, so that the page arrives whole. What fails here is asked again by the browser,
 * which then shows the error with its request id.
 */
export async function Hydrated({ queries, children }: HydratedProps) {
  const client = makeQueryClient();
  await Promise.all(
    queries.map(({ queryKey, read }) => client.prefetchQuery({ queryKey, queryFn: read, retry: false })),
  );
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
