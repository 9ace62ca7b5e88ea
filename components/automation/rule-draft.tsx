import type { SavedRule } from '#lib/automation/answers';
import type { Mode } from '#lib/automation/rule';
import { RuleCreation } from '#lib/automation/schema';
import { TRIGGERS, type TriggerId } from '#lib/automation/triggers';
import { DEFAULT_BRAKES } from '#lib/changes/brakes';

const NUMBERS = ['threshold', 'points', 'minimumCalls', 'bakeMinutes', 'coolDownMinutes'] as const;
type NumberName = (typeof NUMBERS)[number];

/** A rule as it stands in the form: numbers are still text. */
export interface RuleDraft extends Record<NumberName, string> {
  trigger: TriggerId;
  functionName: string;
  mode: Mode;
}

/** What the form begins with: the rule that is edited, or the runbook's values for a trigger of a function. */
export function ruleDraft(rule: SavedRule | null, trigger: TriggerId = 'error_rate'): RuleDraft {
  const from = rule ?? { ...TRIGGERS[trigger], ...DEFAULT_BRAKES };
  const numbers = Object.fromEntries(NUMBERS.map((name) => [name, `${from[name]}`])) as Record<
    NumberName,
    string
  >;
  return {
    trigger: rule?.trigger ?? trigger,
    functionName: rule?.functionName ?? '',
    mode: rule?.mode ?? 'dry_run',
    ...numbers,
  };
}

/** The rule that a draft says, or what is wrong with it by field. */
export function readDraft(draft: RuleDraft): { rule: RuleCreation | null; faults: Record<string, string> } {
  const numbers = Object.fromEntries(
    NUMBERS.map((name) => [name, draft[name].trim() === '' ? Number.NaN : Number(draft[name])]),
  );
  const parsed = RuleCreation.safeParse({ ...draft, ...numbers });
  if (parsed.success) return { rule: parsed.data, faults: {} };
  const faults = parsed.error.issues.map(({ path, message }) => [path.join('.'), worded(message)] as const);
  return { rule: null, faults: Object.fromEntries(faults.reverse()) };
}

function worded(message: string): string {
  return /^Invalid input/.test(message) ? 'must be a number' : message;
}
