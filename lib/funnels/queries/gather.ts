import type { Ctx } from '#lib/core/ctx';
import type { QueryCost } from '#lib/core/warehouse';
import { Labels } from '#lib/funnels/labels';
import type { FunnelQuestion } from '#lib/funnels/schema';
import { eventsSql } from '#lib/funnels/sql';
import { FULL_COLUMNS, LEAN_COLUMNS, type UnitName, UnitReader } from '#lib/funnels/unit-reader';
import type { UnitEvents } from '#lib/funnels/walk/unit-events';

const TIMEOUT_MS = 60_000;

interface Counter {
  add(unit: UnitEvents, name: UnitName | null): void;
}

interface Gathering {
  label: string;
  /** Whether the counter needs to know whose events they are. */
  isNamed?: boolean;
  signal: AbortSignal;
}

/** Asks the warehouse for the events of a question and shows them to a counter, one unit after the other. */
export async function gather<C extends Counter>(
  ctx: Ctx,
  question: FunnelQuestion,
  { label, isNamed = false, signal }: Gathering,
  counterFor: (labels: Labels) => C,
): Promise<QueryCost & { counter: C; sql: string }> {
  const { text, parameters, packing, shape } = eventsSql(question, isNamed);
  const labels = new Labels();
  const counter = counterFor(labels);
  const reader = new UnitReader(packing, new Labels(), labels, (unit, name) => counter.add(unit, name));
  const asked = { label, timeoutMs: TIMEOUT_MS, signal };
  const cost =
    shape === 'lean'
      ? await ctx.warehouse.scan(text, parameters, { ...asked, columns: LEAN_COLUMNS }, (batch) =>
          reader.readLean(batch),
        )
      : await ctx.warehouse.scan(text, parameters, { ...asked, columns: FULL_COLUMNS }, (batch) =>
          reader.readFull(batch),
        );
  reader.finish();
  return { ...cost, counter, sql: written(text, parameters) };
}

/** The text with its parameters after it, for people to read. */
function written(text: string, parameters: unknown[]): string {
  return parameters.length === 0 ? text : `${text}\n-- parameters: ${JSON.stringify(parameters)}`;
}
