import type { Rule } from '#lib/automation/rule';
import { TRIGGERS } from '#lib/automation/triggers';
import type { FunctionPoint } from '#lib/core/monitoring';

export type SignalState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** One minute: too much, not too much, or nothing that says either. */
export type Reading = 'bad' | 'good' | 'missing';

/** How many minutes beyond its own a rule looks back, to make up for missing ones. */
export const BEYOND = 2;

/** What a minute says: a value at the threshold is not too much, and a minute with too few calls says nothing. */
export function readingOf(point: FunctionPoint, rule: Rule): Reading {
  const value = TRIGGERS[rule.trigger].measure?.(point) ?? null;
  if (value === null || (point.calls ?? 0) < rule.minimumCalls) return 'missing';
  return value > rule.threshold ? 'bad' : 'good';
}

/**
 * The state after some minutes, oldest first: red when the newest `points` of them that say something are bad, at least
 * `toAlarm` of them. Those that are missing are made up for by older ones, as CloudWatch does it ("Configuring how
 * CloudWatch alarms treat missing data", with missing data not breaching), and nothing at all is a state of its own:
 * no data, which never triggers.
 */
export function stateOf(range: readonly Reading[], points: number, toAlarm = points): SignalState {
  const told = range
    .slice(-(points + BEYOND))
    .filter((reading) => reading !== 'missing')
    .slice(-points);
  if (told.length === 0) return 'INSUFFICIENT_DATA';
  return told.filter((reading) => reading === 'bad').length >= toAlarm ? 'ALARM' : 'OK';
}
