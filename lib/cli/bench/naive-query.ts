import { quoted, readFiles } from '#lib/adapters/event-store/layout';
import { BENCH_FEATURE, BENCH_FROM, BENCH_STEPS, BENCH_TO } from '#lib/cli/bench/make-events';

/**
 * What a first attempt at a funnel looks like: distinct users for each step, counted one by one. It knows neither
 * order nor window, so its numbers are too high; it is here as a yardstick for time alone.
 */
export function naiveQuery(files: readonly string[]): string {
  const counts = BENCH_STEPS.map(
    (step) => `count(distinct user_id) filter (where event_type = ${quoted(step)}) as ${step}`,
  );
  return `select ${counts.join(', ')} from ${readFiles(files)}
    where feature_name = ${quoted(BENCH_FEATURE)}
      and event_time >= timestamp ${quoted(BENCH_FROM.slice(0, 19))} and event_time < timestamp ${quoted(BENCH_TO.slice(0, 19))}`;
}
