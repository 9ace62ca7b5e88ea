import type { StepResult } from '#lib/funnels/answers';
import { wilson } from '#lib/stats/wilson';

/** Whose rates are shown: of those who entered at least one window ago, or of everybody so far. */
export type Basis = 'closed' | 'all';

/** Below this many, a percentage says more about chance than about people. */
export const MIN_DENOMINATOR = 10;

/** Half-widths up to this are not worth drawing. */
const INTERVAL_SHOWN_FROM = 0.01;

/** A shorter whisker would be a speck. */
const WHISKER_SHOWN_FROM = 0.02;

/** A rate with what it is made of; `rate` is null where there is nothing to divide by. */
export interface Share {
  rate: number | null;
  count: number;
  of: number;
  isTooFew: boolean;
}

/** One step as it is drawn. Heights are shares of step 1, so that all columns stand on one scale. */
export interface Column {
  number: number;
  name: string;
  isOptional: boolean;
  /** Number of the step the rates refer to: the one before that is not optional. */
  previousNumber: number | null;
  count: number;
  pending: number;
  dropped: number;
  height: { reached: number; pending: number; dropped: number };
  fromStart: Share;
  fromPrevious: Share;
  /** 95 % interval of fromPrevious, null where it means nothing; `interval` is null too where it is narrow. */
  exactInterval: [number, number] | null;
  interval: [number, number] | null;
  /** The interval of everybody's rate as heights, since the columns hold everybody: to be drawn as a whisker. */
  whisker: [number, number] | null;
  medianSeconds: number | null;
  averageSeconds: number | null;
  /** The same step of the period that it is compared with. */
  ghost: { height: number; difference: number | null; fromStart: Share; fromPrevious: Share } | null;
}

/** The columns of a funnel, with `before` (the period before) as ghosts where it was asked for. */
export function columnsOf(funnel: StepResult[], basis: Basis, before?: StepResult[]): Column[] {
  return funnel.map((step, index) => columnOf(funnel, index, step, basis, before));
}

function columnOf(
  funnel: StepResult[],
  index: number,
  step: StepResult,
  basis: Basis,
  before: StepResult[] | undefined,
): Column {
  const previousIndex = previousOf(funnel, index);
  const previous = previousIndex === null ? step : (funnel[previousIndex] ?? step);
  const first = funnel[0] ?? step;
  const fromStart = shareOf(step, first, basis);
  const fromPrevious = shareOf(step, previous, basis);
  const exactInterval = previousIndex === null ? null : wilson(fromPrevious.count, fromPrevious.of);
  const interval = fromPrevious.isTooFew || !exactInterval || isNarrow(exactInterval) ? null : exactInterval;
  return {
    number: index + 1,
    name: step.name,
    isOptional: step.optional,
    previousNumber: previousIndex === null ? null : previousIndex + 1,
    count: step.count,
    pending: step.pending,
    dropped: step.dropped,
    height: {
      reached: fractionOf(step.count, first.count),
      pending: fractionOf(step.pending, first.count),
      dropped: fractionOf(step.dropped, first.count),
    },
    fromStart,
    fromPrevious,
    exactInterval,
    interval,
    whisker: whiskerOf(step, previous, first),
    medianSeconds: step.medianSeconds,
    averageSeconds: step.averageSeconds,
    ghost: ghostOf(step, fromStart, basis, before, [index, previousIndex]),
  };
}

function previousOf(funnel: StepResult[], index: number): number | null {
  const found = funnel.slice(0, index).findLastIndex((step) => !step.optional);
  return found === -1 ? null : found;
}

function shareOf(step: StepResult, whole: StepResult, basis: Basis): Share {
  const [count, of] =
    basis === 'closed' ? [step.matured.count, whole.matured.count] : [step.count, whole.count];
  return { rate: of === 0 ? null : count / of, count, of, isTooFew: of < MIN_DENOMINATOR };
}

function whiskerOf(step: StepResult, previous: StepResult, first: StepResult): [number, number] | null {
  const interval = step === first ? null : wilson(step.count, previous.count);
  if (!interval || previous.count < MIN_DENOMINATOR || isNarrow(interval)) return null;
  const scale = fractionOf(previous.count, first.count);
  const [low, high] = [interval[0] * scale, interval[1] * scale];
  return high - low < WHISKER_SHOWN_FROM ? null : [low, high];
}

function isNarrow([low, high]: [number, number]): boolean {
  return high - low <= 2 * INTERVAL_SHOWN_FROM;
}

function ghostOf(
  step: StepResult,
  now: Share,
  basis: Basis,
  before: StepResult[] | undefined,
  [index, previousIndex]: [number, number | null],
): Column['ghost'] {
  const then = before?.[index];
  const first = before?.[0];
  if (!then || !first || then.step.toString() !== step.step.toString()) return null;
  const share = shareOf(then, first, basis);
  const height = fractionOf(then.count, first.count);
  const isComparable = !now.isTooFew && !share.isTooFew;
  const previous = previousIndex === null ? then : (before[previousIndex] ?? then);
  return {
    height,
    difference: isComparable ? differenceOf(now.rate, share.rate) : null,
    fromStart: share,
    fromPrevious: shareOf(then, previous, basis),
  };
}

function fractionOf(count: number, of: number): number {
  return of === 0 ? 0 : count / of;
}

function differenceOf(now: number | null, then: number | null): number | null {
  return now === null || then === null ? null : now - then;
}
