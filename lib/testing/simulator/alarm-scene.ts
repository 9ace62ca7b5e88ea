import { EVERY_FUNCTION, type Mode, type Rule } from '#lib/automation/rule';
import { TRIGGERS } from '#lib/automation/triggers';
import type { World } from '#lib/testing/simulator/world';

const MINUTE_MS = 60_000;
/** Of one function, how many times something else than its version hurts it. */
const MOST_OUTAGES = 3;
const MODES: readonly Mode[] = ['on', 'on', 'on', 'on', 'dry_run', 'off'];

/**
 * Rules with short times, so that a schedule sees all of them pass: one that an alarm of CloudWatch speaks for, and
 * one that is judged by the metric.
 */
export async function setRules({ dice, memory, newId, timeline }: World): Promise<void> {
  const by = { createdBy: 'Ana', updatedBy: 'Ana' };
  const at = new Date(timeline.now);
  const rules = (['lambda_errors', 'error_rate'] as const).map((trigger): Rule & { id: string } => {
    const { threshold, points, minimumCalls } = TRIGGERS[trigger];
    const brakes = { bakeMinutes: dice.pick([3, 6, 60]), coolDownMinutes: dice.pick([0, 5, 15]) };
    const whose = { id: newId(), trigger, functionName: EVERY_FUNCTION };
    return { ...whose, threshold, points, minimumCalls, mode: dice.pick(MODES), ...brakes };
  });
  const data = rules.map((rule) => ({ ...rule, ...by, createdAt: at, updatedAt: at }));
  await memory.db.automationRule.createMany({ data });
}

/** Times in which a function fails, or is not measured, whatever is live: before a release, during one, and after. */
export function breakThings({ dice, lambda, outages, timeline }: World, minutes: number): void {
  for (const functionName of lambda.list()) {
    for (let left = dice.below(MOST_OUTAGES + 1); left > 0; left -= 1) {
      const from = timeline.now + dice.between(-10, minutes) * MINUTE_MS;
      const until = from + dice.between(1, 6) * MINUTE_MS;
      outages.push({ functionName, from, until, kind: dice.chance(0.7) ? 'errors' : 'silence' });
    }
  }
}
