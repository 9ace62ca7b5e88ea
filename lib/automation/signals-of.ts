import { type Rule, ruleFor } from '#lib/automation/rule';
import { nameOfSource, sourceOfAlarm, sourceOfMetric } from '#lib/automation/source';
import { readingOf, type SignalState, stateOf } from '#lib/automation/state-of';
import { TRIGGER_IDS, TRIGGERS } from '#lib/automation/triggers';
import { isSetAs, type Watched, watchedBy } from '#lib/automation/watched-by';
import type { Alarm, FunctionPoint } from '#lib/core/monitoring';

/** What one rule watches of one function, and the state that it is in. */
export interface Signal<R extends Rule = Rule> extends Watched {
  /** `alarm NAME` of CloudWatch, or `metric FUNCTION TRIGGER` where the metric itself is looked at. */
  source: string;
  /** What people call it. */
  name: string;
  state: SignalState;
  /** When an alarm entered the state; for a metric the end of the newest minute. */
  since: Date;
  rule: R;
}

interface Seen<R extends Rule> {
  rules: readonly R[];
  alarms: readonly Alarm[];
  functionNames: readonly string[];
  points: ReadonlyMap<string, readonly FunctionPoint[]>;
}

const MINUTE = 60_000;

/**
 * Everything that rules which are not off watch now. CloudWatch's alarm speaks for a rule where there is one that is
 * set as the rule is; elsewhere the function's metric is judged here. What Lambda does not count needs an alarm.
 */
export function signalsOf<R extends Rule>({ rules, alarms, functionNames, points }: Seen<R>): Signal<R>[] {
  const watched = alarms.flatMap((alarm) => {
    const of = watchedBy(alarm, functionNames);
    return of ? [{ alarm, ...of }] : [];
  });
  const names = [...new Set([...functionNames, ...watched.map(({ functionName }) => functionName)])].sort();
  return names.flatMap((functionName) =>
    TRIGGER_IDS.flatMap((trigger) => {
      const rule = ruleFor(rules, functionName, trigger);
      if (rule === null || rule.mode === 'off') return [];
      const own = watched.filter((of) => of.functionName === functionName && of.trigger === trigger);
      const fitting = own.filter(({ alarm }) => isSetAs(alarm, rule));
      if (fitting.length > 0)
        return fitting.map(({ alarm }) => ofAlarm(alarm, { functionName, trigger }, rule));
      return ofMetric(points.get(functionName) ?? [], { functionName, trigger }, rule);
    }),
  );
}

function ofAlarm<R extends Rule>({ name, state, since }: Alarm, of: Watched, rule: R): Signal<R> {
  return { ...of, source: sourceOfAlarm(name), name, state, since, rule };
}

function ofMetric<R extends Rule>(points: readonly FunctionPoint[], of: Watched, rule: R): Signal<R>[] {
  const newest = points.at(-1);
  if (!TRIGGERS[of.trigger].measure || newest === undefined) return [];
  const state = stateOf(
    points.map((point) => readingOf(point, rule)),
    rule.points,
  );
  const since = new Date(newest.at.getTime() + MINUTE);
  const source = sourceOfMetric(of);
  return [{ ...of, source, name: nameOfSource(source), state, since, rule }];
}
