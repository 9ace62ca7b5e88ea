import { athenaState } from '#lib/adapters/athena/freshness';
import { literal } from '#lib/adapters/athena/literal';
import type { Batch, ColumnKind, Columns, NumberLists, Parameter, Row, Warehouse } from '#lib/core/warehouse';
import { runStatement, type TrinoColumn, type TrinoSession } from '#lib/testing/trino/statement';

const FRESHNESS_SECONDS = 300;

const TYPES: Record<ColumnKind, RegExp> = {
  text: /^(varchar|char|date)/,
  integer: /^(tinyint|smallint|integer|bigint)$/,
  number: /^(tinyint|smallint|integer|bigint|real|double|decimal)/,
  boolean: /^boolean$/,
  numbers: /^array\((double|bigint|integer)\)$/,
};

/**
 * A real Trino behind the product's port. Parameters go over as the literals that Athena is given, so what is proven
 * here holds for them too.
 */
export function trinoWarehouse(session: TrinoSession): Warehouse {
  const ask = async <C extends Columns>(
    text: string,
    parameters: Parameter[],
    asked: { label: string; columns: C; signal?: AbortSignal | undefined },
    onRows: (rows: unknown[][]) => void,
  ) => {
    const begun = performance.now();
    await runStatement(session, statementOf(text, parameters), {
      ...(asked.signal ? { signal: asked.signal } : {}),
      onPage: (rows, columns) => {
        assertColumns(columns, asked.label, asked.columns);
        onRows(rows);
      },
    });
    return { bytesScanned: 0, costUsd: 0, elapsedMs: performance.now() - begun };
  };
  const asking: Omit<Warehouse, 'state'> = {
    engine: 'trino',
    query: async (text, parameters, asked) => {
      const found: Row<typeof asked.columns>[] = [];
      const cost = await ask(text, parameters, asked, (rows) => found.push(...readRows(rows, asked.columns)));
      return { rows: found, ...cost };
    },
    scan: (text, parameters, asked, onBatch) =>
      ask(text, parameters, asked, (rows) => onBatch(readBatch(rows, asked.columns))),
  };
  const askState = async <C extends Columns>(text: string, parameters: Parameter[], columns: C) =>
    (await asking.query(text, parameters, { label: 'warehouse.state', columns, timeoutMs: 30_000 })).rows;
  return { ...asking, state: athenaState(askState, Date.now, FRESHNESS_SECONDS) };
}

function statementOf(text: string, parameters: Parameter[]): string {
  if (parameters.length === 0) return text;
  return `execute immediate ${quoted(text)} using ${parameters.map(literal).join(', ')}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function assertColumns(given: TrinoColumn[], label: string, columns: Columns): void {
  const names = given.map(({ name }) => name).join(', ');
  const declared = Object.keys(columns).join(', ');
  if (names !== declared) throw new Error(`${label} declares (${declared}) but gives (${names}).`);
  for (const [index, [name, kind]] of Object.entries(columns).entries()) {
    const type = given[index]?.type ?? '';
    if (!TYPES[kind].test(type)) throw new Error(`${label} declares ${name} ${kind}, Trino gives ${type}.`);
  }
}

function readRows<C extends Columns>(rows: unknown[][], columns: C): Row<C>[] {
  const declared = Object.entries(columns);
  return rows.map(
    (cells) =>
      Object.fromEntries(
        declared.map(([name, kind], index) => [name, readCell(cells[index], kind)]),
      ) as Row<C>,
  );
}

function readCell(value: unknown, kind: ColumnKind) {
  if (value === null || value === undefined) return null;
  if (kind === 'numbers') return (value as unknown[]).map(Number);
  // Decimals, and doubles that are no numbers, come as texts.
  return kind === 'number' ? Number(value) : value;
}

function readBatch<C extends Columns>(rows: unknown[][], columns: C): Batch<C> {
  const read = Object.entries(columns).map(([name, kind], index) => {
    const cells = rows.map((row) => readCell(row[index], kind));
    if (kind === 'text') return [name, cells];
    if (kind === 'numbers') return [name, listsOf(cells as (number[] | null)[])];
    return [name, Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : Number(cell)))];
  });
  return { rowCount: rows.length, columns: Object.fromEntries(read) as Batch<C>['columns'] };
}

function listsOf(lists: (number[] | null)[]): NumberLists {
  let end = 0;
  const ends = Uint32Array.from(lists, (list) => (end += list?.length ?? 0));
  return { values: Float64Array.from(lists.flatMap((list) => list ?? [])), ends };
}
