import path from 'node:path';
import { Fault, runMain } from '#lib/cli/fault';
import { runProcess } from '#lib/cli/run-process';

const HOW = `Tests on Trino need a Trino, and a folder that it reads. Give it a catalogue like etc/catalog/hive.properties:
  connector.name=hive
  hive.metastore=file
  hive.metastore.catalog.dir=local:///metastore
  fs.native-local.enabled=true
  local.location=/var/lake
and run them where /var/lake/data can be written:
  TRINO_URL=http://127.0.0.1:8080 TRINO_DATA=/var/lake/data npm run test:trino
TRINO_CATALOG (hive) names the catalogue, TRINO_LOCATION (local:///data) is TRINO_DATA as Trino calls it.`;

/**
 * `npm run test:trino [-- pattern …]`: asks a real Trino every question of the product, over the same files as the
 * embedded engine, and holds that both answer the same.
 */
await runMain(async () => {
  const { TRINO_URL: url, TRINO_DATA: data } = process.env;
  if (!url || !data) throw new Fault(HOW);
  await assertUp(url);
  const { code } = await runProcess(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.trino.config.ts', ...process.argv.slice(2)],
    {
      output: 'show',
      env: {
        TRINO_CATALOG: 'hive',
        TRINO_LOCATION: 'local:///data',
        ...process.env,
        TRINO_DATA: path.resolve(process.env.INIT_CWD ?? '', data),
      },
    },
  );
  process.exitCode = code;
});

async function assertUp(url: string): Promise<void> {
  const answer = await fetch(new URL('/v1/info', url)).catch(() => undefined);
  if (!answer?.ok) throw new Fault(`No Trino answers at ${url}. Start it, or correct TRINO_URL.`);
  const { starting } = (await answer.json()) as { starting?: boolean };
  if (starting) throw new Fault(`The Trino at ${url} is still starting: try again in half a minute.`);
}
