import { repeatable } from '#lib/changes/commands/deploy/stage';
import { alarmsOf } from '#lib/functions/alarms-of';
import { askHealth } from '#lib/functions/queries/health';

/** What hurts already: none of it is the deploy's doing. */
export const NOTE_ALARMS = repeatable<'note_alarms'>({
  intended: () => 'Noting which alarms are red already …',
  details: () => ({}),
  async act({ ctx, plan }) {
    const [alarms, health] = await Promise.all([
      ctx.cloud.monitoring.alarms(),
      askHealth(ctx, [plan.function]),
    ]);
    const red = alarmsOf(alarms, plan.function)
      .filter(({ state }) => state === 'ALARM')
      .map(({ name }) => name);
    const reading = health.get(plan.function) ?? null;
    const said = red.length === 0 ? 'No alarm is red.' : `Red already, and not counted: ${red.join(', ')}.`;
    return {
      outcome: 'done',
      result: { red, isHealthy: reading?.isHealthy ?? null },
      sentence: `${said} ${healthWords(reading)}`,
    };
  },
});

function healthWords(reading: { isHealthy: boolean; why: string } | null): string {
  if (reading === null) return 'No health endpoint is configured.';
  return reading.isHealthy
    ? 'Its health endpoint answers 200.'
    : `Its health endpoint is ill already: ${reading.why}`;
}
