import { Fault, runMain } from '#lib/cli/fault';
import { runProcess } from '#lib/cli/run-process';

const HOW = `Tests on moto need a moto, which forgets all it holds:
  pip install 'moto[server]==5.2.5'
  moto_server -H 127.0.0.1 -p 5055
and in another terminal
  AWS_ENDPOINT_URL=http://127.0.0.1:5055 npm run test:moto`;

/**
 * `npm run test:moto [-- pattern …]`: runs the tests of the ports to AWS on an independent server too. What is known
 * to differ there is listed in `lib/testing/moto/differences.ts`: the run fails when something listed no longer
 * differs, and when something differs that is not listed.
 */
await runMain(async () => {
  const { AWS_ENDPOINT_URL: url } = process.env;
  if (!url) throw new Fault(HOW);
  await assertMoto(url);
  const { code } = await runProcess(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.moto.config.ts', ...process.argv.slice(2)],
    { output: 'show' },
  );
  process.exitCode = code;
});

/** It is going to be emptied, so it must be what it is taken for. */
async function assertMoto(url: string): Promise<void> {
  const answer = await fetch(new URL('/moto-api/config', url)).catch(() => undefined);
  const text = await answer?.text();
  if (!answer?.ok || !text?.includes('"lambda"')) {
    throw new Fault(`No moto answers at ${url}. Start it, or correct AWS_ENDPOINT_URL.\n\n${HOW}`);
  }
}
