import { runSchedule } from '#lib/testing/simulator/run-schedule';
import { tellFailure } from '#lib/testing/simulator/tell-failure';

/** What one process of `npm run simulate` has done. */
export interface SimulationFigures {
  schedules: number;
  steps: number;
  /** Changes by how they ended. */
  ends: Record<string, number>;
  failed: number[];
}

const SAY_EVERY_MS = 10_000;
const MOST_FAILURES = 5;

/** `run.ts all FROM TO` runs all seeds between; `run.ts one SEED PART,…` shows one, with parts left out. */
const [command, ...given] = process.argv.slice(2);
if (command === 'one') await showOne(Number(given[0]), given[1]?.split(',').filter(Boolean) ?? []);
else await runAll(given.map(Number));

async function showOne(seed: number, without: string[]): Promise<void> {
  const { trace, violation, statuses } = await runSchedule(seed, { without });
  say(
    `${trace.join('\n')}\n\nSeed ${seed}: ${violation ?? 'all is well'}; the changes ended ${statuses.join(', ')}.`,
  );
  process.exitCode = violation === null ? 0 : 1;
}

async function runAll([from = 1, to = 1]: number[]): Promise<void> {
  const figures: SimulationFigures = { schedules: 0, steps: 0, ends: {}, failed: [] };
  let saidAt = performance.now();
  for (let seed = from; seed <= to && figures.failed.length < MOST_FAILURES; seed += 1) {
    const { violation, statuses, trace } = await runSchedule(seed);
    figures.schedules += 1;
    figures.steps += trace.length;
    for (const status of statuses) figures.ends[status] = (figures.ends[status] ?? 0) + 1;
    if (violation !== null) {
      figures.failed.push(seed);
      say(await tellFailure(seed));
    }
    if (performance.now() - saidAt < SAY_EVERY_MS) continue;
    saidAt = performance.now();
    say(`  … seed ${seed} of ${to}`);
  }
  say(JSON.stringify(figures));
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
