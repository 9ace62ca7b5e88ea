import type { Ctx } from '#lib/core/ctx';
import type { Table } from '#lib/core/tables';
import { settingsOf, type TableSettings } from '#lib/tables/settings';

/** What a restore would lose of a table, read now. */
export async function tableSettings(ctx: Ctx, table: Table): Promise<TableSettings> {
  const { tables } = ctx.cloud;
  const [tags, timeToLive, recovery] = await Promise.all([
    tables.tags(table.arn, ctx.signal),
    tables.timeToLive(table.name, ctx.signal),
    tables.recovery(table.name, ctx.signal),
  ]);
  return settingsOf({ table, tags, timeToLive, recovery });
}
