import { EVERY_FUNCTION, type Rule } from '#lib/automation/rule';
import { TRIGGERS } from '#lib/automation/triggers';

const NUMBER = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

/** When a rule fires, as a person would say it: `above 5 % in 2 minutes in a row`. */
export function conditionOf({
  trigger,
  threshold,
  points,
}: Pick<Rule, 'trigger' | 'threshold' | 'points'>): string {
  const minutes = points === 1 ? 'in one minute' : `in ${points} minutes in a row`;
  return `above ${valueWords(trigger, threshold)} ${minutes}`;
}

/** A value of a trigger with its unit. */
export function valueWords(trigger: Rule['trigger'], value: number): string {
  return `${NUMBER.format(value)} ${TRIGGERS[trigger].unit}`;
}

/** Whose rule it is. */
export function scopeOf({ functionName }: Pick<Rule, 'functionName'>): string {
  return functionName === EVERY_FUNCTION ? 'every other function' : functionName;
}
