import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { makeCsv } from '#lib/cli/bench/make-events';
import { Fault } from '#lib/cli/fault';
import { runProcess } from '#lib/cli/run-process';
import { isolatedEnvironment } from '#lib/cli/spawn-server';

export interface ImportFigures {
  rows: number;
  megabytes: number;
  /** Of the whole command: starting Node and making an empty database included. */
  seconds: number;
  /** Of the import itself, from the first byte to visible events, as the command reports it. */
  rowsPerSecond: number;
}

/** Imports a CSV file of its own making with the command that people use, no server running. */
export async function measureImport(folder: string, rows: number): Promise<ImportFigures> {
  const file = path.resolve(folder, `events-${rows}.csv`);
  // A second import of the same rows would add nothing.
  rmSync(path.join(folder, 'data'), { recursive: true, force: true });
  const made = await makeCsv(file, rows);
  const begun = performance.now();
  const { code, output } = await runProcess(
    process.execPath,
    [
      'lib/cli/bootstrap.mjs',
      'import',
      file,
      '--map',
      'user=user_id,type=event,time=timestamp,session=session_id',
    ],
    {
      output: 'keep',
      env: { ...process.env, ...isolatedEnvironment(path.resolve(folder, 'data'), 'off', 1) },
    },
  );
  if (code !== 0) throw new Fault(`The import failed:\n${output}`);
  const seconds = (performance.now() - begun) / 1000;
  const reported = /\(([\d,]+) rows\/s\)/.exec(output)?.[1];
  if (!reported) throw new Fault(`The import did not say how fast it was:\n${output}`);
  const rowsPerSecond = Number(reported.replaceAll(',', ''));
  return { rows: made, megabytes: statSync(file).size / 1e6, seconds, rowsPerSecond };
}
