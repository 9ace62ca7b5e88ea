import { CHECKS, runCheck } from '#lib/cli/checks';
import { findOrInstallChromium } from '#lib/cli/chromium';
import { Fault, runMain } from '#lib/cli/fault';
import { ensureBuild } from '#lib/cli/next-build';
import { Report } from '#lib/cli/report';
import { runProcess } from '#lib/cli/run-process';

const PARTS = ['check', 'unit', 'e2e'] as const;

type Part = (typeof PARTS)[number];

/**
 * `npm test [-- --only check|unit|e2e [pattern …]]`: everything, cheap to dear. It goes on after a failure, so that
 * one run tells all there is to mend.
 */
await runMain(async () => {
  const { parts, patterns } = readArguments(process.argv.slice(2));
  const report = new Report();
  if (parts.includes('check')) {
    for (const check of CHECKS) await report.run(check.title, () => runCheck(check));
  }
  if (parts.includes('unit')) {
    await report.run('Unit and component tests (vitest)', () =>
      runTool(['node_modules/vitest/vitest.mjs', 'run', ...patterns]),
    );
  }
  if (parts.includes('e2e')) await runBrowserTests(report, patterns);
  process.stdout.write(report.summary());
  process.exitCode = report.hasFailed ? 1 : 0;
});

async function runBrowserTests(report: Report, patterns: string[]): Promise<void> {
  const hasChromium = await report.run('Chromium (found or installed)', async () => {
    process.env.FLIGHTDECK_CHROMIUM = await findOrInstallChromium();
    return { passed: true, output: '' };
  });
  const isBuilt = await report.run('Production build (next build)', async () => ({
    passed: true,
    output: await ensureBuild(),
  }));
  if (!hasChromium || !isBuilt) return;
  await report.run('Browser tests (playwright)', () =>
    runTool(['node_modules/@playwright/test/cli.js', 'test', ...patterns]),
  );
}

/** Runs a tool whose output is worth watching. */
async function runTool(command: string[]): Promise<{ passed: boolean; output: string }> {
  const { code } = await runProcess(process.execPath, command, { output: 'show' });
  return { passed: code === 0, output: '' };
}

function readArguments(args: string[]): { parts: readonly Part[]; patterns: string[] } {
  const at = args.indexOf('--only');
  if (at < 0) return { parts: PARTS, patterns: args };
  const part = PARTS.find((known) => known === args[at + 1]);
  if (!part) throw new Fault(`--only takes one of ${PARTS.join(', ')}.`);
  return { parts: [part], patterns: args.filter((_, index) => index !== at && index !== at + 1) };
}
