import { type Options, runSchedule } from '#lib/testing/simulator/run-schedule';
import { shrinkSchedule } from '#lib/testing/simulator/shrink-schedule';

const SHOWN_STEPS = 60;

/** A failing schedule for a reader: what broke, the end of its shortest form, and how to see all of it again. */
export async function tellFailure(seed: number, options: Options = {}): Promise<string> {
  const without = await shrinkSchedule(seed, options);
  const { violation, trace } = await runSchedule(seed, { ...options, without });
  const shown = trace.slice(-SHOWN_STEPS);
  const option = without.length > 0 ? ` --without ${without.join(',')}` : '';
  return [
    `Seed ${seed}: ${violation}`,
    `The last ${shown.length} of ${trace.length} steps; all of them: npm run simulate -- --seed ${seed}${option}`,
    ...shown,
    '',
  ].join('\n');
}
