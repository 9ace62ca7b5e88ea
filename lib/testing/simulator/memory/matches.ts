export type Row = Readonly<Record<string, unknown>>;
export type Where = Record<string, unknown>;
type Test = (value: unknown, operand: unknown) => boolean;

const TESTS: Record<string, Test> = {
  equals: isSame,
  not: (value, operand) =>
    isPlain(operand) ? !meets(value, operand) : isPresent(value, operand) && !isSame(value, operand),
  in: (value, operand) => Array.isArray(operand) && operand.some((one) => isSame(value, one)),
  notIn: (value, operand) =>
    Array.isArray(operand) && value !== null && !operand.some((one) => isSame(value, one)),
  lt: (value, operand) => value !== null && compare(value, operand) < 0,
  lte: (value, operand) => value !== null && compare(value, operand) <= 0,
  gt: (value, operand) => value !== null && compare(value, operand) > 0,
  gte: (value, operand) => value !== null && compare(value, operand) >= 0,
  startsWith: (value, operand) => `${value}`.startsWith(`${operand}`),
  has: (value, operand) => Array.isArray(value) && value.includes(operand),
  hasSome: (value, operand) =>
    Array.isArray(value) && Array.isArray(operand) && operand.some((one) => value.includes(one)),
  contains: (value, operand) => `${value}`.includes(`${operand}`),
};

/** How a condition of one field reads a row of another table, where the field is a relation. */
export type Follow = (field: string, row: Row) => Row | undefined;

/** Whether a row meets Prisma's conditions, with SQL's idea of null: it is neither equal nor unequal to anything. */
export function matches(row: Row, where: Where | undefined, follow: Follow): boolean {
  return Object.entries(where ?? {}).every(([field, condition]) => {
    if (condition === undefined) return true;
    if (field === 'AND') return listOf(condition).every((one) => matches(row, one, follow));
    if (field === 'OR') return listOf(condition).some((one) => matches(row, one, follow));
    if (field === 'NOT') return listOf(condition).every((one) => !matches(row, one, follow));
    if (field in row)
      return isPlain(condition) ? meets(row[field], condition) : isSame(row[field], condition);
    if (!isPlain(condition)) throw new Error(`The memory has no column ${field} to compare.`);
    const other = follow(field, row);
    if (other) return matches(other, condition, follow);
    // The name of columns that are unique together.
    return matches(row, condition, follow);
  });
}

/** The order of two values of a column; null comes last, as in PostgreSQL. */
export function compare(a: unknown, b: unknown): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const [left, right] = [comparable(a), comparable(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function comparable(value: unknown): number | string | bigint {
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'bigint') return value;
  throw new Error(`The memory cannot compare ${JSON.stringify(value)}.`);
}

function meets(found: unknown, { path, ...condition }: Where): boolean {
  const value = Array.isArray(path) ? inside(found, path) : found;
  return Object.entries(condition).every(([operator, operand]) => {
    const test = TESTS[operator];
    if (!test) throw new Error(`The memory does not know the condition ${operator}.`);
    return operand === undefined || test(value, operand);
  });
}

/** What stands in a JSON column at a path; null where nothing does. */
function inside(value: unknown, path: readonly unknown[]): unknown {
  return path.reduce<unknown>((at, name) => (isPlain(at) ? (at[String(name)] ?? null) : null), value);
}

function isSame(value: unknown, operand: unknown): boolean {
  if (value === null || operand === null) return value === operand;
  return compare(value, operand) === 0;
}

function isPresent(value: unknown, operand: unknown): boolean {
  return value !== null || operand === null;
}

function isPlain(value: unknown): value is Where {
  return typeof value === 'object' && value !== null && !(value instanceof Date) && !Array.isArray(value);
}

function listOf(condition: unknown): Where[] {
  return [condition].flat() as Where[];
}
