import type { SavedRule } from '#lib/automation/answers';
import { decideSignal } from '#lib/automation/commands/decide-signal';
import type { Signal } from '#lib/automation/signals-of';
import { lasts } from '#lib/automation/transitions-of';
import type { Ctx } from '#lib/core/ctx';
import type { FunctionPoint } from '#lib/core/monitoring';

/** Decides on what had to wait, as long as it is still red; what is not has settled itself. */
export async function settleWaiting(
  ctx: Ctx,
  signals: readonly Signal<SavedRule>[],
  points: ReadonlyMap<string, readonly FunctionPoint[]>,
): Promise<void> {
  const waiting = await ctx.db.alarmDecision.findMany({ where: { outcome: 'waiting' } });
  for (const { id, source, since } of waiting) {
    const signal = signals.find((candidate) => candidate.source === source);
    if (signal && lasts(signal, { since })) {
      await decideSignal(ctx, { ...signal, since }, points.get(signal.functionName) ?? []);
    } else {
      await ctx.db.alarmDecision.updateMany({
        where: { id, outcome: 'waiting' },
        data: { outcome: 'nothing', why: 'It was no longer red before anything was to be done.' },
      });
    }
  }
}
