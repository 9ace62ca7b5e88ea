import type { Ctx } from '#lib/core/ctx';
import type { Columns, Row } from '#lib/core/warehouse';
import type { Fragment } from '#lib/funnels/fragment';
import type { Work } from '#lib/funnels/queries/answered';

const TIMEOUT_MS = 60_000;

/** Asks the warehouse one text, and keeps what it took. */
export async function ask<C extends Columns>(
  ctx: Ctx,
  label: string,
  { text, parameters }: Fragment,
  columns: C,
  signal: AbortSignal,
): Promise<Work<Row<C>[]>> {
  const asked = { label, columns, timeoutMs: TIMEOUT_MS, signal };
  const { rows, ...cost } = await ctx.warehouse.query(text, parameters, asked);
  // The parameters stand after the text, for people to read.
  const sql = parameters.length === 0 ? text : `${text}\n-- parameters: ${JSON.stringify(parameters)}`;
  return { value: rows, ...cost, sql };
}
