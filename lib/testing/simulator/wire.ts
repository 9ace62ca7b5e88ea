import { AppError } from '#lib/core/errors';
import type { Act, AliasMove, FunctionAlias } from '#lib/core/functions';
import type { Hurts } from '#lib/testing/simulator/cloud-watch';
import type { Dice } from '#lib/testing/simulator/dice';
import { LambdaRefusal, type MemoryLambda } from '#lib/testing/simulator/memory-lambda';
import type { Owner, Timeline } from '#lib/testing/simulator/timeline';
import type { Trouble } from '#lib/testing/simulator/trouble';

/** What those who check are told of the calls that change something. */
export interface CallWatch {
  /** A call leaves the product. */
  sent(move: AliasMove): void;
  /** It was carried out. */
  moved(move: AliasMove, before: FunctionAlias, after: FunctionAlias): void;
  /** A call that changes the code of a function, or makes a version of it, leaves the product. */
  deploying(functionName: string, kind: 'update' | 'publish'): void;
  /** New code has arrived, over a revision of `$LATEST`. */
  updating(functionName: string, revisionId: string): void;
  /** A version was made, or answered again. */
  published(functionName: string): void;
  /** A call that deletes a version leaves the product. */
  deleting(functionName: string, version: number): void;
  /** It has come to Lambda. */
  arriving(functionName: string, version: number): void;
}

export interface Wire {
  lambda: MemoryLambda;
  timeline: Timeline;
  dice: Dice;
  trouble: () => Trouble;
  watch: CallWatch;
  hurts: Hurts;
}

const OUTSIDE: Owner = { name: 'network', isAlive: true };
const LATEST_ARRIVAL_MS = 90_000;
const LOST: Act<never> = { outcome: 'unknown', why: 'The answer was lost.', awsRequestId: null };

/** A call that only reads, which AWS may not let in. */
export async function read<T>(
  { timeline, dice, trouble }: Wire,
  owner: Owner,
  label: string,
  answer: () => T,
): Promise<T> {
  await timeline.step(owner, label);
  if (dice.chance(trouble().throttled)) throw new AppError('rate_limited', 'AWS lets nobody in just now.');
  return answer();
}

/** A call that changes something, on its way there and back. */
export async function carried<T>(
  { timeline, dice, trouble }: Wire,
  owner: Owner,
  label: string,
  apply: () => T,
): Promise<Act<T>> {
  const { lostCall, late, refused, lostAnswer } = trouble();
  if (dice.chance(lostCall)) {
    await timeline.step(owner, `waits in vain: ${label}`);
    return LOST;
  }
  if (dice.chance(late)) {
    const delay = dice.below(LATEST_ARRIVAL_MS);
    void timeline.pause(OUTSIDE, delay, `late arrival: ${label}`).then(() => attempt(apply));
    await timeline.step(owner, `waits in vain: ${label}`);
    return LOST;
  }
  await timeline.step(OUTSIDE, `arrival: ${label}`);
  const act = dice.chance(refused)
    ? { ...LOST, outcome: 'refused' as const, why: 'Not allowed.' }
    : attempt(apply);
  const isLost = dice.chance(lostAnswer);
  await timeline.step(owner, isLost ? `hears nothing: ${label}` : `hears ${act.outcome}: ${label}`);
  return isLost ? LOST : act;
}

/** What Lambda answers, as the port says it. */
export function attempt<T>(apply: () => T): Act<T> {
  try {
    return { outcome: 'done', value: apply(), awsRequestId: null };
  } catch (error) {
    if (!(error instanceof LambdaRefusal)) throw error;
    return { outcome: error.status === 412 ? 'raced' : 'refused', why: error.message, awsRequestId: null };
  }
}
