import type { Ctx } from '#lib/core/ctx';
import type { Columns, QueryAnswer } from '#lib/core/warehouse';
import type { CatalogMeta } from '#lib/events/catalog-schema';
import type { CatalogSql } from '#lib/events/sql';

const CATALOG_TIMEOUT_MS = 30_000;

/** Asks once for all who ask the same, and keeps the answer until the days it covers change. */
export async function ask<C extends Columns>(
  ctx: Ctx,
  label: string,
  { text, parameters, fromDay, toDay }: CatalogSql,
  columns: C,
): Promise<{ rows: QueryAnswer<C>['rows']; meta: CatalogMeta }> {
  const { version, dataThrough } = await ctx.warehouse.state(fromDay, toDay);
  const key = JSON.stringify([label, version, text, parameters]);
  const { value, cached } = await ctx.answers.once(key, ctx.signal, async (signal) => ({
    ...(await ctx.warehouse.query(text, parameters, {
      label,
      columns,
      timeoutMs: CATALOG_TIMEOUT_MS,
      signal,
    })),
    computedAt: ctx.now.toISOString(),
  }));
  const { rows, bytesScanned, costUsd, elapsedMs, computedAt } = value;
  return {
    rows,
    meta: {
      engine: ctx.warehouse.engine,
      computedAt,
      dataThrough,
      cached,
      elapsedMs,
      bytesScanned,
      costUsd: cached ? 0 : costUsd,
    },
  };
}
