import path from 'node:path';
import { Fault } from '#lib/cli/fault';
import { runProcess } from '#lib/cli/run-process';
import { isolatedEnvironment } from '#lib/cli/spawn-server';

/** A service token from the command line, which works beside the running server. */
export async function mintToken(folder: string, role: string): Promise<string> {
  const { code, output } = await runProcess(
    process.execPath,
    ['lib/cli/bootstrap.mjs', 'token', '--name', `bench-${Date.now()}`, '--role', role],
    { output: 'keep', env: { ...process.env, ...isolatedEnvironment(path.resolve(folder), 'off', 1) } },
  );
  const token = output.trim().split('\n').at(-1);
  if (code !== 0 || !token?.startsWith('fd_')) throw new Fault(`No token for the measurement:\n${output}`);
  return token;
}
