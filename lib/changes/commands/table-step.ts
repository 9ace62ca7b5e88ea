import type { AnyIntent, Journal, StoredStep } from '#lib/changes/journal-port';
import type { Json } from '#lib/core/canonical-json';
import type { Transaction } from '#lib/core/database';
import { type ErrorCode, isAppError } from '#lib/core/errors';
import { plainJson } from '#lib/core/plain-json';
import { type Deed, refused } from '#lib/tables/deed';

/** What is about to be done to a table. */
export interface TableIntent extends AnyIntent {
  kind: 'recovery' | 'backup' | 'export' | 'restore' | 'wait' | 'setting' | 'verify';
  table: string;
  /** What of several of its kind: a backup's name, a setting. */
  what: string;
}

interface Step<T extends object | null> {
  /** What those who watch are told before and after. */
  doing: string;
  done(value: T): string;
  /** Must be safe to call again: after a crash nobody knows how far it came. */
  work(begunAt: Date): Promise<Deed<T>>;
  /** Written in the transaction that says that it was done. */
  also?(tx: Transaction, at: Date, value: T): Promise<void>;
}

/** What waiting does not mend. */
const FINAL: readonly ErrorCode[] = ['not_found', 'upstream', 'forbidden', 'invalid'];

/**
 * Takes a step of a change, unless the journal says that it was taken: the intent is stored before, how it ended
 * after. One that was left open is taken again.
 */
export async function takeStep<T extends object | null>(
  journal: Journal,
  intent: TableIntent,
  step: Step<T>,
): Promise<Deed<T>> {
  const steps = await journal.steps<TableIntent>();
  const known = steps.find((one) => isSame(one.intent, intent));
  // Only this step writes its result, and this is the shape that it writes.
  if (known?.outcome === 'done') return { outcome: 'done', value: known.result as T };
  if (known?.outcome === 'refused') return refused(known.why ?? '');
  const details = { table: intent.table, what: intent.what };
  const open = known ?? (await journal.intend(intent, { sentence: `${step.doing} …`, details }));
  const deed = await attempt(() => step.work(open.intendedAt));
  await settle(journal, open, { deed, step, details });
  return deed;
}

async function settle<T extends object | null>(
  journal: Journal,
  open: StoredStep<TableIntent>,
  { deed, step, details }: { deed: Deed<T>; step: Step<T>; details: { [key: string]: Json } },
): Promise<void> {
  if (deed.outcome === 'refused') {
    const sentence = `${step.doing} did not succeed. ${deed.why}`;
    await journal.settle(open, { outcome: 'refused', why: deed.why, sentence, details });
    return;
  }
  const { value } = deed;
  await journal.settle(open, {
    outcome: 'done',
    result: value === null ? null : plainJson(value),
    sentence: step.done(value),
    details,
    also: async (tx, at) => step.also?.(tx, at, value),
  });
}

async function attempt<T>(work: () => Promise<Deed<T>>): Promise<Deed<T>> {
  try {
    return await work();
  } catch (error) {
    if (isAppError(error) && FINAL.includes(error.code)) return refused(error.message);
    throw error;
  }
}

function isSame(a: TableIntent, b: TableIntent): boolean {
  return a.kind === b.kind && a.table === b.table && a.what === b.what;
}
