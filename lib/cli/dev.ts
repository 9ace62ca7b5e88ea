import path from 'node:path';
import { runMain } from '#lib/cli/fault';
import { assertPortFree, assertWritable, configuration } from '#lib/cli/machine';
import { startProcess } from '#lib/cli/run-process';
import { seedOnce, serverArguments, serverEnvironment } from '#lib/cli/server-process';
import { startSandboxCloud } from '#lib/cli/start-sandbox-cloud';

/** `npm run dev`: the same server over the sources, which follows every change. */
await runMain(async () => {
  const env = configuration();
  assertWritable(path.resolve(env.FLIGHTDECK_DATA));
  await assertPortFree(env.PORT);
  process.stdout.write(`Demo data: ${await seedOnce(env)}\n`);
  const environment = { ...serverEnvironment(env, 'development'), ...(await startSandboxCloud(env)) };
  startProcess(process.execPath, serverArguments('--dev'), environment).on('close', (code) =>
    process.exit(code ?? 1),
  );
});
