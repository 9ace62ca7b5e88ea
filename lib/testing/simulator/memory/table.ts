import { compare, type Follow, matches, type Row, type Where } from '#lib/testing/simulator/memory/matches';
import type { Field, Model } from '#lib/testing/simulator/memory/models';
import { Prisma } from '#prisma/generated/client';

type Order = Record<string, 'asc' | 'desc'>;

/** Which rows, in which order. */
export interface Selection {
  where?: Where;
  orderBy?: Order | Order[];
  take?: number;
  skip?: number;
  cursor?: Where;
}

/** A row that would break a rule of the schema; it is refused as PostgreSQL refuses it. */
class Refused extends Error {
  readonly code = 'P2002';
}

/** The rows of one table. A row is never changed, only replaced, so what was read stays what it was. */
export class Table {
  rows: readonly Row[] = [];
  private counter = 0n;

  constructor(
    readonly model: Model,
    private readonly follow: Follow,
  ) {}

  select({ where, orderBy, take, skip = 0, cursor }: Selection): Row[] {
    const found = this.rows.filter((row) => matches(row, where, this.follow));
    const orders = [orderBy ?? []].flat();
    if (orders.length > 0) found.sort((a, b) => ordered(a, b, orders));
    const start = cursor ? found.findIndex((row) => matches(row, cursor, this.follow)) : 0;
    return found.slice(start + skip, take === undefined ? undefined : start + skip + take);
  }

  /** As `select` with `take: 1`, without sorting what is not asked for. */
  first({ where, orderBy }: Pick<Selection, 'where' | 'orderBy'>): Row | null {
    const orders = [orderBy ?? []].flat();
    let best: Row | null = null;
    for (const row of this.rows) {
      if (!matches(row, where, this.follow)) continue;
      if (best === null || ordered(row, best, orders) < 0) best = row;
      if (orders.length === 0) break;
    }
    return best;
  }

  insert(data: Row): Row {
    const row = Object.fromEntries(this.model.fields.map((field) => [field.name, this.valueOf(field, data)]));
    this.assertUnique(row);
    this.rows = [...this.rows, row];
    return row;
  }

  replace(where: Where | undefined, data: Row): Row[] {
    const replaced: Row[] = [];
    this.rows = this.rows.map((row) => {
      if (!matches(row, where, this.follow)) return row;
      const given = Object.entries(data).filter(([, value]) => value !== undefined);
      const next = {
        ...row,
        ...Object.fromEntries(given.map(([column, value]) => [column, changed(row[column], value)])),
      };
      replaced.push(next);
      return next;
    });
    for (const row of replaced) this.assertUnique(row);
    return replaced;
  }

  remove(where: Where | undefined): number {
    const before = this.rows.length;
    this.rows = this.rows.filter((row) => !matches(row, where, this.follow));
    return before - this.rows.length;
  }

  /** Whether another row says the same in columns that are unique. */
  conflicts(row: Row): boolean {
    return [...this.model.uniques.values()].some((columns) => {
      if (columns.some((column) => row[column] === null || row[column] === undefined)) return false;
      return this.rows.some(
        (other) => other !== row && columns.every((column) => compare(other[column], row[column]) === 0),
      );
    });
  }

  private assertUnique(row: Row): void {
    if (this.conflicts(row)) throw new Refused(`Unique constraint failed on ${this.model.name}.`);
  }

  private valueOf({ name, type, isRequired, isList, preset }: Field, data: Row): unknown {
    const given = data[name];
    if (given !== undefined) return stored(type, given);
    if (preset === 'autoincrement()') {
      this.counter += 1n;
      return type === 'BigInt' ? this.counter : Number(this.counter);
    }
    if (preset !== undefined && /^("|-?\d|true$|false$)/.test(preset)) return JSON.parse(preset);
    if (isList) return [];
    if (isRequired) throw new Error(`${this.model.name}.${name} has no value.`);
    return null;
  }
}

/** What a column holds after an update: a value, the client's word for null in JSON, or a number that grows. */
function changed(before: unknown, given: unknown): unknown {
  if (given === Prisma.DbNull) return null;
  if (typeof given !== 'object' || given === null || !('increment' in given)) return given;
  return Number(before) + Number(given.increment);
}

/** A value as the column keeps it. */
function stored(type: string, value: unknown): unknown {
  if (value === null) return null;
  if (type === 'BigInt') return BigInt(value as number);
  return type === 'DateTime' ? new Date(value as string | Date) : value;
}

function ordered(a: Row, b: Row, orders: readonly Order[]): number {
  for (const order of orders) {
    for (const [column, direction] of Object.entries(order)) {
      const difference = compare(a[column], b[column]);
      if (difference !== 0) return direction === 'asc' ? difference : -difference;
    }
  }
  return 0;
}
