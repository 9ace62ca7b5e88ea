import { CHECKS, runCheck } from '#lib/cli/checks';
import { runMain } from '#lib/cli/fault';
import { Report } from '#lib/cli/report';

/** `npm run check`: format, lint, types, and what nobody uses. */
await runMain(async () => {
  const report = new Report();
  for (const check of CHECKS) await report.run(check.title, () => runCheck(check));
  process.stdout.write(report.summary());
  process.exitCode = report.hasFailed ? 1 : 0;
});
