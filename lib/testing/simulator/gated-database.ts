import type { Database } from '#lib/core/database';
import { AppError } from '#lib/core/errors';
import type { Dice } from '#lib/testing/simulator/dice';
import type { Owner, Timeline } from '#lib/testing/simulator/timeline';
import type { Trouble } from '#lib/testing/simulator/trouble';

interface Gate {
  owner: Owner;
  timeline: Timeline;
  dice: Dice;
  trouble: () => Trouble;
}

type Verbs = Record<string, (given?: unknown) => Promise<unknown>>;

/**
 * A database whose every question, and every transaction as a whole, is a step of its owner's process. Between steps
 * the process may be killed, and others come in between.
 */
export function gatedDatabase(db: Database, gate: Gate): Database {
  const { timeline, owner, dice, trouble } = gate;

  function assertThere(): void {
    if (dice.chance(trouble().databaseAway)) throw new AppError('unavailable', 'The database is away.');
  }

  async function working<T>(work: () => Promise<T>): Promise<T> {
    timeline.busy += 1;
    try {
      return await work();
    } finally {
      timeline.busy -= 1;
    }
  }

  async function transaction<T>(work: (tx: Database) => Promise<T>): Promise<T> {
    await timeline.step(owner, 'begins a transaction');
    assertThere();
    const value = await working(() => db.$transaction((tx) => work(tx as Database)));
    await timeline.step(owner, 'has committed');
    if (dice.chance(trouble().commitUnheard))
      throw new AppError('unavailable', 'The database went away during a commit.');
    return value;
  }

  async function rawQuery(sql: TemplateStringsArray, ...values: unknown[]): Promise<unknown> {
    await timeline.step(owner, 'asks in SQL');
    assertThere();
    return working(async () => db.$queryRaw(sql, ...values));
  }

  const gated = new Map<PropertyKey, unknown>([
    ['$transaction', transaction],
    ['$queryRaw', rawQuery],
  ]);
  return new Proxy(db, {
    get: (target, table) => {
      if (!gated.has(table)) gated.set(table, tableOf(Reflect.get(target, table) as Verbs, String(table)));
      return gated.get(table);
    },
  });

  function tableOf(verbs: Verbs, table: string): Verbs {
    return new Proxy(verbs, {
      get: (_, verb) => async (given?: unknown) => {
        await timeline.step(owner, `${table}.${String(verb)}`);
        assertThere();
        return working(async () => verbs[String(verb)]?.(given));
      },
    });
  }
}
