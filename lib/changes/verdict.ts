import { proportionSequence } from '#lib/stats/proportion-sequence';
import { wilson } from '#lib/stats/wilson';

/** Calls and the errors among them, over some minutes. Null is a metric that is not there, which is not 0. */
export type Traffic = { calls: number; errors: number } | null;

export interface Verdict {
  verdict: 'improved' | 'unchanged' | 'worse' | 'unknown';
  /** What was found, with its numbers, for a reader in a hurry. */
  why: string;
  before: Rate | null;
  after: Rate | null;
}

interface Rate {
  calls: number;
  errors: number;
  rate: number;
  /** 97.5 % each, so that both hold together in 95 of 100; that of `after` holds at every look. */
  interval: [number, number];
}

const ALPHA_EACH = 0.025;
// The normal quantile of 1 − ALPHA_EACH / 2.
const Z_EACH = 2.241402727604945;
/** A change that does not halve what hurts has not cured it. */
const CURE = 0.5;
/** Rates that lie within one point of each other are the same to whoever is on call. */
const SAME_WITHIN = 0.01;

/**
 * Whether errors became fewer after a change, decided as soon as it can be: it may be asked after each minute, because
 * the interval after the change is a confidence sequence (H. Robbins, 1970), so looking often makes no false alarms.
 * What came before is fixed, and has Wilson's interval. Missing metrics and no calls are `unknown`, never good.
 */
export function verdictOf(before: Traffic, after: Traffic): Verdict {
  const earlier = before && rateOf(before, (errors, calls) => wilson(errors, calls, Z_EACH) ?? [0, 1]);
  const later = after && rateOf(after, (errors, calls) => proportionSequence(errors, calls, ALPHA_EACH));
  const [verdict, why] = judge(earlier, later);
  return { verdict, why, before: earlier, after: later };
}

function rateOf(
  { calls, errors }: { calls: number; errors: number },
  intervalOf: (errors: number, calls: number) => [number, number],
): Rate | null {
  // Errors are counted at the minute in which a call began, and may arrive before the count of calls.
  const counted = Math.min(errors, calls);
  return calls === 0
    ? null
    : { calls, errors: counted, rate: counted / calls, interval: intervalOf(counted, calls) };
}

function judge(before: Rate | null, after: Rate | null): [Verdict['verdict'], string] {
  if (before === null) return ['unknown', 'There is nothing to compare with: no calls were measured before.'];
  if (after === null) return ['unknown', 'No calls have been measured since.'];
  const [low, high] = before.interval;
  const [lowSince, highSince] = after.interval;
  if (highSince < low) return ['improved', 'Fewer calls fail than before.'];
  if (lowSince > high) return ['worse', 'More calls fail than before.'];
  const isSame = highSince - low < SAME_WITHIN && high - lowSince < SAME_WITHIN;
  if (isSame || lowSince > high * CURE) {
    return ['unchanged', 'As many calls fail as before, so what was changed was probably not the cause.'];
  }
  return ['unknown', 'Too few calls have been measured since to tell.'];
}
