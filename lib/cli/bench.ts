import { rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ADOPTION_QUESTIONS } from '#lib/cli/bench/adoption-questions';
import { makeEvents } from '#lib/cli/bench/make-events';
import type { AdoptionFigures } from '#lib/cli/bench/measure-adoption';
import { measureConsole } from '#lib/cli/bench/measure-console';
import type { FunnelFigures } from '#lib/cli/bench/measure-funnel';
import { measureImport } from '#lib/cli/bench/measure-import';
import { measureIngestion } from '#lib/cli/bench/measure-ingestion';
import { tableText } from '#lib/cli/bench/table-text';
import { Fault, runMain } from '#lib/cli/fault';
import { assertWritable, configuration } from '#lib/cli/machine';
import { ensureBuild } from '#lib/cli/next-build';
import { runProcess } from '#lib/cli/run-process';
import { TSX } from '#lib/cli/server-process';
import { formatCount } from '#lib/core/format';

const SECTIONS = ['funnel', 'adoption', 'import', 'ingestion', 'console'] as const;

interface Plan {
  /** Millions of events. */
  sizes: number[];
  /** Millions of events under each question about adoption. */
  adoptionMillions: number;
  importRows: number;
  batches: number;
  sections: readonly (typeof SECTIONS)[number][];
}

/** `npm run bench [-- --quick] [--sizes 1,10,30] [--only funnel|adoption|import|ingestion|console]`. */
await runMain(async () => {
  const plan = readArguments(process.argv.slice(2));
  const folder = path.resolve(configuration().FLIGHTDECK_DATA, 'bench');
  assertWritable(folder);
  say(
    `${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown CPU'}, Node ${process.versions.node}; data in ${folder}\n\n`,
  );
  if (plan.sections.includes('funnel')) say(await funnels(folder, plan.sizes));
  if (plan.sections.includes('adoption')) say(await adoption(folder, plan.adoptionMillions));
  if (plan.sections.includes('import')) say(await imports(folder, plan.importRows));
  if (plan.sections.includes('ingestion')) say(await ingestion(folder, plan.batches));
  if (plan.sections.includes('console')) say(await consoleTable(folder));
  say(`The data may be removed: rm -r ${folder}\n`);
});

async function funnels(folder: string, sizes: number[]): Promise<string> {
  const rows: string[][] = [];
  for (const millions of sizes) {
    const data = path.join(folder, `${millions}m`);
    await makeEvents(data, millions * 1e6);
    for (const kind of ['product', 'naive'] as const) {
      const figures = await measured<FunnelFigures>('measure-funnel.ts', data, kind);
      rows.push([
        `${millions} M`,
        kind === 'product' ? 'ordered, 7 days' : 'naive distinct counts',
        milliseconds(figures.coldMs),
        milliseconds(figures.againMs),
        kind === 'product' ? milliseconds(figures.repeatedMs) : '–',
        `${formatCount(Math.round(figures.peakMegabytes))} MB`,
        figures.counts.map(formatCount).join(' → '),
      ]);
    }
  }
  const title = 'Funnel of 5 steps over 30 days, one feature of four (warm files, fresh process)';
  return tableText(title, ['events', 'counted', 'cold', 'again', 'repeated', 'peak', 'users'], rows);
}

/** What a process of its own measures, from its last line. */
async function measured<T>(program: string, ...given: string[]): Promise<T> {
  const args = [...TSX, `lib/cli/bench/${program}`, ...given];
  const { code, output } = await runProcess(process.execPath, args, { output: 'keep' });
  if (code !== 0) throw new Fault(`The measurement failed:\n${output}`);
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as T;
}

async function adoption(folder: string, millions: number): Promise<string> {
  const rows: string[][] = [];
  for (const [name, { title, days, features }] of Object.entries(ADOPTION_QUESTIONS)) {
    const data = path.join(folder, `${millions}m-${days}d-${features}f`);
    await makeEvents(data, millions * 1e6, { days, features });
    for (const kind of ['product', 'naive'] as const) {
      const figures = await measured<AdoptionFigures>('measure-adoption.ts', data, name, kind);
      rows.push([
        title,
        kind,
        milliseconds(figures.coldMs),
        milliseconds(figures.againMs),
        kind === 'product' ? milliseconds(figures.repeatedMs) : '–',
        `${formatCount(Math.round(figures.peakMegabytes))} MB`,
      ]);
    }
  }
  const title = `Adoption over ${millions} M events (warm files, fresh process)`;
  return tableText(title, ['question', 'counted', 'cold', 'again', 'repeated', 'peak'], rows);
}

async function imports(folder: string, rows: number): Promise<string> {
  const figures = await measureImport(path.join(folder, 'import'), rows);
  return tableText(
    'Import of a CSV file by the command',
    ['rows', 'file', 'rows/s', 'whole command'],
    [
      [
        formatCount(figures.rows),
        `${figures.megabytes.toFixed(0)} MB`,
        formatCount(figures.rowsPerSecond),
        `${figures.seconds.toFixed(1)} s`,
      ],
    ],
  );
}

async function ingestion(folder: string, batches: number): Promise<string> {
  await ensureBuild();
  const data = path.join(folder, 'server');
  rmSync(data, { recursive: true, force: true });
  assertWritable(data);
  const figures = await measureIngestion(data, batches);
  return tableText(
    'POST /api/events in batches of 1,000 to a production server, the sender on the same machine',
    ['events', 'events/s', 'slowest batch', 'all visible after'],
    [
      [
        formatCount(figures.events),
        formatCount(Math.round(figures.eventsPerSecond)),
        milliseconds(figures.slowestBatchMs),
        milliseconds(figures.visibleAfterMs),
      ],
    ],
  );
}

/**
 * AWS takes the time in which it answers, or longer where so many calls as were made exceed its limit of 15 a second;
 * "own" is all the rest: our work, and waiting for longer than that limit asks for.
 */
async function consoleTable(folder: string): Promise<string> {
  await ensureBuild();
  const data = path.join(folder, 'console');
  rmSync(data, { recursive: true, force: true });
  assertWritable(data);
  const { functions, wholeMs, answerMs, deeds } = await measureConsole(data);
  const rows = deeds.map(({ deed, totalMs, answeringMs, refusingMs, calls }) => [
    deed,
    milliseconds(totalMs),
    milliseconds(answeringMs + refusingMs),
    milliseconds(totalMs - answeringMs - refusingMs),
    milliseconds(answeringMs),
    formatCount(calls),
  ]);
  const title = `Console, ${functions} functions, AWS answering in 30 ms: all read after ${milliseconds(wholeMs)}, then shown in ${milliseconds(answerMs)}`;
  return tableText(title, ['deed', 'in all', 'AWS', 'own', 'answering alone', 'calls'], rows);
}

function readArguments(args: string[]): Plan {
  const isQuick = args.includes('--quick');
  const named = optionOf(args, '--sizes');
  const sizes = named?.split(',').map(Number) ?? (isQuick ? [1] : [1, 10, 30]);
  if (sizes.some((size) => !(size > 0))) throw new Fault('--sizes takes millions of events, like 1,10,30.');
  const only = optionOf(args, '--only');
  const sections = only ? SECTIONS.filter((section) => section === only) : SECTIONS;
  if (sections.length === 0) throw new Fault(`--only takes one of ${SECTIONS.join(', ')}.`);
  return {
    sizes,
    adoptionMillions: isQuick ? 1 : 10,
    importRows: isQuick ? 200_000 : 2_000_000,
    batches: isQuick ? 50 : 300,
    sections,
  };
}

function optionOf(args: string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

function milliseconds(value: number): string {
  return value < 10 ? `${value.toFixed(1)} ms` : `${formatCount(Math.round(value))} ms`;
}

function say(text: string): void {
  process.stdout.write(text);
}
