import type { Database } from '#lib/core/database';
import type { Row, Where } from '#lib/testing/simulator/memory/matches';
import type { Model } from '#lib/testing/simulator/memory/models';
import { rawQuery } from '#lib/testing/simulator/memory/raw-query';
import { type Selection, Table } from '#lib/testing/simulator/memory/table';

interface Arguments extends Selection {
  data?: Row | Row[];
  create?: Row;
  update?: Row;
  select?: Record<string, boolean>;
  include?: Record<string, boolean>;
  skipDuplicates?: boolean;
}

export interface MemoryDatabase {
  db: Database;
  /** The rows of a table as they stand, for who checks them. */
  rows<T>(model: string): readonly T[];
}

/**
 * The product's state in memory, behind the calls of the generated client that its services use. A transaction is all
 * or nothing; nothing else runs meanwhile, as long as it awaits nothing but this database. What a service asks for
 * that this does not know is refused, never guessed.
 */
export function memoryDatabase(models: Map<string, Model>): MemoryDatabase {
  const tables = new Map<string, Table>();
  for (const [name, model] of models)
    tables.set(name, new Table(model, (field, row) => related(model, field, row)));

  function related(model: Model, field: string, row: Row): Row | undefined {
    const relation = model.relations.get(field);
    if (!relation) return undefined;
    const target = [...tables.values()].find((table) => table.model.name === relation.model);
    return target?.rows.find((other) => other[relation.to] === row[relation.from]);
  }

  function insertLists(model: Model, row: Row, data: Row): void {
    for (const [field, child] of model.lists) {
      const { createMany } = (data[field] ?? {}) as { createMany?: { data: Row[] } };
      const table = [...tables.values()].find((one) => one.model.name === child);
      const relation = [...(table?.model.relations.values() ?? [])].find((one) => one.model === model.name);
      if (!createMany || !table || !relation) continue;
      for (const one of createMany.data) table.insert({ ...one, [relation.from]: row[relation.to] });
    }
  }

  const neighbours = { related, insertLists };
  const delegates = new Map([...tables].map(([name, table]) => [name, delegateOf(table, neighbours)]));
  const client = new Proxy({} as Database, {
    get: (_, property) => {
      if (property === '$transaction') return transaction;
      if (property === '$executeRaw') return async () => 0;
      if (property === '$queryRaw') return async ([sql = '']: string[]) => rawQuery(tables.values(), sql);
      const delegate = delegates.get(String(property));
      if (!delegate) throw new Error(`The memory has no table ${String(property)}.`);
      return delegate;
    },
  });

  async function transaction<T>(work: (tx: Database) => Promise<T>): Promise<T> {
    const before = [...tables.values()].map((table) => ({ table, rows: table.rows }));
    try {
      return await work(client);
    } catch (error) {
      for (const { table, rows } of before) table.rows = rows;
      throw error;
    }
  }

  // The rows are those of the generated client, whose types a name alone does not carry.
  return {
    db: client,
    rows: <T>(model: string) => (tables.get(model)?.rows ?? []) as unknown as readonly T[],
  };
}

/** What a table needs of the others. */
interface Neighbours {
  related(model: Model, field: string, row: Row): Row | undefined;
  /** Rows of other tables that are made together with one. */
  insertLists(model: Model, row: Row, data: Row): void;
}

function delegateOf(table: Table, { related, insertLists }: Neighbours) {
  const seen = (row: Row | null, { select, include }: Arguments): Row | null => {
    if (row === null) return null;
    if (select) return Object.fromEntries(Object.keys(select).map((name) => [name, row[name]]));
    const others = Object.keys(include ?? {}).map((name) => [name, related(table.model, name, row)]);
    return { ...row, ...Object.fromEntries(others) };
  };
  const one = (given: Arguments) => table.first(given);
  const listed = ({ data }: Arguments): Row[] => [data ?? []].flat();
  return {
    findUnique: async (given: Arguments) => seen(one(given), given),
    findUniqueOrThrow: async (given: Arguments) => {
      const row = one(given);
      if (row === null) throw new Error(`There is no such row of ${table.model.name}.`);
      return seen(row, given);
    },
    findFirst: async (given: Arguments = {}) => seen(one(given), given),
    findMany: async (given: Arguments = {}) => table.select(given).map((row) => seen(row, given)),
    count: async (given: Arguments = {}) => table.select(given).length,
    create: async (given: Arguments) => {
      const [data = {}] = listed(given);
      const row = table.insert(data);
      insertLists(table.model, row, data);
      return seen(row, given);
    },
    createMany: async (given: Arguments) => {
      const fresh = listed(given).filter((row) => !(given.skipDuplicates === true && table.conflicts(row)));
      for (const row of fresh) table.insert(row);
      return { count: fresh.length };
    },
    update: async (given: Arguments) => {
      const [row] = table.replace(whereOf(given), listed(given)[0] ?? {});
      if (!row) throw new Error(`There is no such row of ${table.model.name} to update.`);
      return seen(row, given);
    },
    updateMany: async (given: Arguments) => ({
      count: table.replace(whereOf(given), listed(given)[0] ?? {}).length,
    }),
    upsert: async (given: Arguments) => {
      const isThere = one(given) !== null;
      const row = isThere
        ? table.replace(whereOf(given), given.update ?? {})[0]
        : table.insert(given.create ?? {});
      return seen(row ?? null, given);
    },
    delete: async (given: Arguments) => ({ count: table.remove(whereOf(given)) }),
    deleteMany: async (given: Arguments = {}) => ({ count: table.remove(given.where) }),
  };
}

/** A change of single rows must say which. */
function whereOf({ where }: Arguments): Where {
  if (where === undefined) throw new Error('Which rows?');
  return where;
}
