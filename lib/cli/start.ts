import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runMain } from '#lib/cli/fault';
import { assertDiskSpace, assertPortFree, assertWritable, configuration } from '#lib/cli/machine';
import { ensureBuild, needsBuild } from '#lib/cli/next-build';
import { startProcess } from '#lib/cli/run-process';
import {
  PASSWORD_FILE,
  seedOnce,
  serverArguments,
  serverEnvironment,
  untilHealthy,
} from '#lib/cli/server-process';
import { startSandboxCloud } from '#lib/cli/start-sandbox-cloud';
import { Steps } from '#lib/cli/steps';

/** `npm start`: from the sources to an address in the browser, and from there on the server's own life. */
await runMain(async () => {
  const begun = performance.now();
  const env = configuration();
  const folder = path.resolve(env.FLIGHTDECK_DATA);
  assertWritable(folder);
  assertDiskSpace(folder, needsBuild());
  await assertPortFree(env.PORT);

  const passwords = path.join(folder, PASSWORD_FILE);
  const hadPasswords = existsSync(passwords);
  const steps = new Steps(4);
  let cloud: Record<string, string> = {};
  await steps.run('Building the pages (about a minute, once)', () => ensureBuild());
  await steps.run('Making the demo data (once)', () => seedOnce(env));
  await steps.run('Starting the sandbox cloud', async () => {
    cloud = await startSandboxCloud(env);
    return cloud.SANDBOX_URL ?? 'not wanted';
  });
  await steps.run('Starting the server', async () => {
    const environment = { ...serverEnvironment(env, 'production'), ...cloud };
    const server = startProcess(process.execPath, serverArguments(), environment);
    server.on('close', (code) => process.exit(code ?? 1));
    await untilHealthy(env.PORT);
    return 'answering';
  });

  const said = [`Flightdeck is up after ${((performance.now() - begun) / 1000).toFixed(1)} s`];
  if (!hadPasswords && existsSync(passwords)) said.push(readFileSync(passwords, 'utf8').trim());
  else if (hadPasswords) said.push(`The demo's passwords are in ${passwords}`);
  said.push(`Open http://localhost:${env.PORT} (Ctrl-C stops it)`);
  process.stdout.write(`\n${said.join('\n\n')}\n\n`);
});
