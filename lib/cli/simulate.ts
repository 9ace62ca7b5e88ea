import os from 'node:os';
import { Fault, runMain } from '#lib/cli/fault';
import { runProcess } from '#lib/cli/run-process';
import { TSX } from '#lib/cli/server-process';
import { formatCount } from '#lib/core/format';

const PROGRAM = 'lib/testing/simulator/run.ts';
const SCHEDULES = 100_000;

interface Figures {
  schedules: number;
  steps: number;
  ends: Record<string, number>;
  failed: number[];
}

/**
 * `npm run simulate [-- --count 100000] [--from 1]`: seeded schedules of changes to production under every kind of
 * trouble, on all cores. `npm run simulate -- --seed N [--without PART,…]` shows one of them, step by step.
 */
await runMain(async () => {
  const args = process.argv.slice(2);
  const seed = numberOf(args, '--seed');
  if (seed === undefined)
    await simulateAll(numberOf(args, '--from') ?? 1, numberOf(args, '--count') ?? SCHEDULES);
  else process.exitCode = (await run(['one', `${seed}`, optionOf(args, '--without') ?? ''])).code;
});

async function simulateAll(from: number, count: number): Promise<void> {
  const begun = performance.now();
  const workers = os.availableParallelism();
  // Neighbours, because what a schedule is about, and so its length, goes by its seed.
  const share = Math.ceil(count / workers);
  const slices = Array.from({ length: workers }, (_, worker) => [
    from + worker * share,
    from + Math.min((worker + 1) * share, count) - 1,
  ]);
  const done = await Promise.all(slices.map((slice) => simulate(slice)));
  const seconds = (performance.now() - begun) / 1000;
  const sum = (pick: (figures: Figures) => number) => done.reduce((all, figures) => all + pick(figures), 0);
  const schedules = sum((figures) => figures.schedules);
  const ends = ['done', 'failed', 'split', 'cancelled', 'planned'].map(
    (end) => `${formatCount(sum((figures) => figures.ends[end] ?? 0))} ${end}`,
  );
  const failed = done.flatMap((figures) => figures.failed).sort((a, b) => a - b);
  const says = failed.length === 0 ? 'none broke a rule' : `seeds that broke a rule: ${failed.join(', ')}`;
  process.stdout.write(
    `${formatCount(schedules)} schedules, seeds ${from} to ${from + count - 1}: ${says}.\n` +
      `${formatCount(sum((figures) => figures.steps))} steps; changes: ${ends.join(', ')}.\n` +
      `${seconds.toFixed(1)} s on ${workers} processes, ${formatCount(Math.round(schedules / seconds))} schedules/s\n`,
  );
  process.exitCode = failed.length === 0 ? 0 : 1;
}

/** One process's share; its last line is what it did. */
async function simulate(slice: number[]): Promise<Figures> {
  const { code, output } = await run(['all', ...slice.map(String)]);
  const last = output.trim().split('\n').at(-1) ?? '';
  if (code !== 0 || !last.startsWith('{'))
    throw new Fault('The simulation ended before its end; the reason is above.');
  return JSON.parse(last) as Figures;
}

function run(args: string[]) {
  return runProcess(process.execPath, [...TSX, PROGRAM, ...args], { output: 'show' });
}

function numberOf(args: string[], name: string): number | undefined {
  const given = optionOf(args, name);
  if (given === undefined) return undefined;
  const number = Number(given);
  if (!Number.isInteger(number) || number < 1) throw new Fault(`${name} takes a whole number from 1 on.`);
  return number;
}

function optionOf(args: string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : (args[at + 1] ?? '');
}
