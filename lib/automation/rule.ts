import type { TriggerId } from '#lib/automation/triggers';

export const MODES = ['on', 'dry_run', 'off'] as const;
export type Mode = (typeof MODES)[number];

/** The name under which a rule holds for every function that has none of its own. */
export const EVERY_FUNCTION = '*';

/** What a rule decides with. */
export interface Rule {
  trigger: TriggerId;
  /** `*` for every function that has no rule of its own. */
  functionName: string;
  threshold: number;
  points: number;
  minimumCalls: number;
  mode: Mode;
  bakeMinutes: number;
  coolDownMinutes: number;
}

/** The rule that holds for a function: its own, else that of all; null where there is neither. */
export function ruleFor<R extends Pick<Rule, 'trigger' | 'functionName'>>(
  rules: readonly R[],
  functionName: string,
  trigger: TriggerId,
): R | null {
  const ofTrigger = rules.filter((rule) => rule.trigger === trigger);
  const named = (name: string) => ofTrigger.find((rule) => rule.functionName === name);
  return named(functionName) ?? named(EVERY_FUNCTION) ?? null;
}
