import path from 'node:path';
import { Fault, runMain } from '#lib/cli/fault';
import { type ImportArguments, readImportArguments, USAGE } from '#lib/cli/import-arguments';
import { outcomeText, planText, progressText, reasonsText } from '#lib/cli/import-report';
import { assertWritable, configuration } from '#lib/cli/machine';
import { type CommandCtx, openCtx } from '#lib/cli/open-ctx';
import type { ImportProgress } from '#lib/core/importer';
import { importFile } from '#lib/events/commands/import-file';
import { adjustMapping } from '#lib/events/import/adjust-mapping';
import { guessMapping } from '#lib/events/import/guess-mapping';

// More would be taken from the questions of a server beside it.
const MEMORY = '1GB';
const QUIET_MS = 5000;
const INTERRUPTED = 130;

/** `npm run import`: from a file to events, with what was guessed, how far it is, and what came of it. */
await runMain(async () => {
  const words = readImportArguments(process.argv.slice(2), process.env.INIT_CWD ?? '');
  if (!words) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const env = configuration();
  assertWritable(path.resolve(env.FLIGHTDECK_DATA));
  const opened = await openCtx(env, MEMORY);
  try {
    process.exitCode = await importFrom(opened, words);
  } finally {
    await opened.close();
  }
});

async function importFrom({ ctx, folder }: CommandCtx, words: ImportArguments): Promise<number> {
  const { file, delimiter, timeZone, isDryRun } = words;
  const inspection = await ctx.importer.inspect({ path: file }, delimiter).catch((cause: unknown) => {
    throw new Fault(`${file} cannot be imported. ${cause instanceof Error ? cause.message : String(cause)}`);
  });
  const mapping = adjustMapping(guessMapping(inspection.columns, inspection.rows), words.wishes);
  process.stderr.write(`${planText(inspection, mapping)}\n`);
  const id = ctx.newId();
  const stop = () => void ctx.importer.cancel(id);
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const begun = performance.now();
  const progress = progressLine();
  const outcome = await importFile(ctx, {
    id,
    path: file,
    fileName: path.basename(file),
    inspection,
    delimiter,
    settings: { mapping, timeZone },
    isDryRun,
    onProgress: progress.show,
  });
  progress.end();
  const reasons = await ctx.importer.reasons(id);
  const listed = path.join(
    path.relative(process.env.INIT_CWD ?? '', folder) || '.',
    'imports',
    id,
    'rejections.csv',
  );
  if (reasons.length > 0) process.stderr.write(`${reasonsText(reasons, listed)}\n`);
  if (outcome.status === 'failed') throw new Fault(outcome.problem);
  if (outcome.status === 'cancelled') {
    process.stderr.write('Stopped. Nothing was imported.\n');
    return INTERRUPTED;
  }
  process.stdout.write(`${outcomeText(outcome, (performance.now() - begun) / 1000, isDryRun)}\n`);
  return 0;
}

/** One line that is written over, or in a log one line every few seconds. */
function progressLine() {
  const { isTTY } = process.stderr;
  let written = performance.now();
  return {
    show: (progress: ImportProgress) => {
      const now = performance.now();
      if (isTTY) process.stderr.write(`\r\u001b[K${progressText(progress)}`);
      else if (now - written >= QUIET_MS) process.stderr.write(`${progressText(progress)}\n`);
      else return;
      written = now;
    },
    end: () => {
      if (isTTY) process.stderr.write('\r\u001b[K');
    },
  };
}
