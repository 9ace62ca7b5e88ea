import { runProcess } from '#lib/cli/run-process';

/** One tool that looks at the sources; it passes when it exits with 0. */
export interface Check {
  title: string;
  /** Run one after the other, until one fails. */
  commands: string[][];
}

const NEXT = 'node_modules/next/dist/bin/next';

/** What is looked at without running anything, cheapest first. */
export const CHECKS: readonly Check[] = [
  {
    title: 'Format and lint (biome)',
    commands: [['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings']],
  },
  {
    title: 'Types (tsc)',
    commands: [
      [NEXT, 'typegen'],
      ['node_modules/typescript/bin/tsc', '--noEmit'],
    ],
  },
  { title: 'Unused files, exports and packages (knip)', commands: [['node_modules/knip/bin/knip.js']] },
];

/** Runs one check; answers whether it passed, and everything it said. */
export async function runCheck(check: Check): Promise<{ passed: boolean; output: string }> {
  let output = '';
  for (const command of check.commands) {
    const done = await runProcess(process.execPath, command, { output: 'keep' });
    output += done.output;
    if (done.code !== 0) return { passed: false, output };
  }
  return { passed: true, output };
}
