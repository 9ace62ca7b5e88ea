import type { Work } from '#lib/funnels/queries/answered';

interface Compared {
  compare?: 'previous' | undefined;
}

/** Does a work for a question and, where asked, for the one about the period before; costs are taken together. */
export async function withBefore<Q extends Compared, T>(
  query: Q,
  before: (query: Q) => Q,
  work: (query: Q) => Promise<Work<T>>,
): Promise<Work<{ own: T; before?: T }>> {
  const { value, ...cost } = await work(query);
  if (!query.compare) return { value: { own: value }, ...cost };
  const earlier = await work(before(query));
  return {
    value: { own: value, before: earlier.value },
    bytesScanned: cost.bytesScanned + earlier.bytesScanned,
    costUsd: cost.costUsd + earlier.costUsd,
    elapsedMs: cost.elapsedMs + earlier.elapsedMs,
    sql: cost.sql,
  };
}
