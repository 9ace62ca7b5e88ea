import type { Table } from '#lib/testing/simulator/memory/table';

const NEWEST_OF_EACH =
  /^SELECT DISTINCT ON \("(\w+)"\) ((?:"\w+"(?:, )?)+) FROM "(\w+)" ORDER BY ((?:"\w+"(?: DESC)?(?:, )?)+)$/;

/**
 * Answers the one form of SQL that services write by hand: some columns of the first row for each value of a column,
 * in an order.
 *
 * @throws Error for any other.
 */
export function rawQuery(tables: Iterable<Table>, sql: string): Record<string, unknown>[] {
  const [, each = '', columns = '', name, order = ''] = NEWEST_OF_EACH.exec(sql.trim()) ?? [];
  const table = [...tables].find(({ model }) => model.name === name);
  if (!table) throw new Error(`The memory does not know how to answer: ${sql.trim()}`);
  const orderBy = [...order.matchAll(/"(\w+)"( DESC)?/g)].map(([, column = '', down]) => ({
    [column]: down ? ('desc' as const) : ('asc' as const),
  }));
  const seen = new Set<unknown>();
  const first = table.select({ orderBy }).filter((row) => {
    const isFirst = !seen.has(row[each]);
    seen.add(row[each]);
    return isFirst;
  });
  const picked = [...columns.matchAll(/"(\w+)"/g)].map(([, column = '']) => column);
  return first.map((row) => Object.fromEntries(picked.map((column) => [column, row[column]])));
}
