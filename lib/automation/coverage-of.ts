import type { Coverage } from '#lib/automation/answers';
import { type Rule, ruleFor } from '#lib/automation/rule';
import { signalsOf } from '#lib/automation/signals-of';
import { isMetric } from '#lib/automation/source';
import { TRIGGER_IDS, TRIGGERS } from '#lib/automation/triggers';
import { watchedBy } from '#lib/automation/watched-by';
import type { Alarm } from '#lib/core/monitoring';

type Seen<R extends Rule> = Parameters<typeof signalsOf<R>>[0];

/** For each function and trigger with a rule that is not off: what speaks for it now, and why nothing else does. */
export function coverageOf<R extends Rule>(seen: Seen<R>): Coverage[] {
  const signals = signalsOf(seen);
  return [...seen.functionNames].sort().flatMap((functionName) =>
    TRIGGER_IDS.flatMap((trigger): Coverage[] => {
      const rule = ruleFor(seen.rules, functionName, trigger);
      if (rule === null || rule.mode === 'off') return [];
      const own = signals.filter(
        (signal) => signal.functionName === functionName && signal.trigger === trigger,
      );
      const red = own.find(({ state }) => state === 'ALARM') ?? own[0];
      const by = red === undefined ? 'nothing' : isMetric(red.source) ? 'metric' : 'alarm';
      const others = seen.alarms.filter((alarm) =>
        isAbout(alarm, { functionName, trigger }, seen.functionNames),
      );
      const sentence = by === 'alarm' && red ? red.name : sentenceOf(by, others, trigger);
      return [{ functionName, trigger, by, state: red?.state ?? null, sentence }];
    }),
  );
}

function isAbout(
  alarm: Alarm,
  of: { functionName: string; trigger: Rule['trigger'] },
  names: readonly string[],
): boolean {
  const watched = watchedBy(alarm, names);
  return watched?.functionName === of.functionName && watched.trigger === of.trigger;
}

function sentenceOf(by: Coverage['by'], others: readonly Alarm[], trigger: Rule['trigger']): string {
  const [other] = others;
  const reason = other ? `${other.name} is set otherwise than the rule` : 'CloudWatch has no such alarm';
  if (by === 'metric') return `${reason}, so the metric itself is looked at.`;
  return TRIGGERS[trigger].measure
    ? `${reason}, and no metric was read yet.`
    : `${reason}, and Lambda does not count ${TRIGGERS[trigger].label}: make an alarm that is set as the rule.`;
}
