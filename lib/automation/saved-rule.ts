import type { SavedRule } from '#lib/automation/answers';
import type { Rule } from '#lib/automation/rule';
import type { AutomationRule } from '#prisma/generated/client';

/** A stored rule as it is served. */
export function savedRuleOf(row: AutomationRule): SavedRule {
  const { createdAt, updatedAt, trigger, mode, ...rest } = row;
  // Only this product writes these columns, and these are the words that it writes.
  const words = { trigger: trigger as Rule['trigger'], mode: mode as Rule['mode'] };
  return { ...rest, ...words, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}
