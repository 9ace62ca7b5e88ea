import type { Rule } from '#lib/automation/rule';
import type { Signal } from '#lib/automation/signals-of';
import { isMetric } from '#lib/automation/source';

/** The newest that was written down of a source. */
export interface Newest {
  source: string;
  state: string;
  since: Date;
}

/**
 * The signals that have entered their state since it was written down. An alarm tells itself when it did, so one that
 * went and came back between two looks is new; of a metric the state alone tells. What is clear at first sight has not
 * changed, and a metric that was not red is not worth a line.
 */
export function transitionsOf<R extends Rule>(
  signals: readonly Signal<R>[],
  newest: readonly Newest[],
): Signal<R>[] {
  const known = new Map(newest.map((one) => [one.source, one]));
  return signals.filter((signal) => {
    const before = known.get(signal.source);
    if (!before) return signal.state === 'ALARM';
    if (isMetric(signal.source)) {
      return (signal.state === 'ALARM') !== (before.state === 'ALARM') && signal.since > before.since;
    }
    return signal.since > before.since;
  });
}

/** Whether a signal is still in the state that was written down, so that what waited can be decided. */
export function lasts(signal: Signal, { since }: Pick<Newest, 'since'>): boolean {
  if (signal.state !== 'ALARM') return false;
  return isMetric(signal.source) || signal.since.getTime() === since.getTime();
}
