import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runProcess } from '#lib/cli/run-process';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'flightdeck-process-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('runProcess', () => {
  it('answers the exit code and what was written to both streams', async () => {
    const program = `console.log('out'); console.error('err'); process.exit(3)`;
    const { code, output } = await runProcess(process.execPath, ['-e', program], { output: 'keep' });
    expect(code).toBe(3);
    expect(output.split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  it('says when a program does not exist', async () => {
    await expect(runProcess('/nowhere/program', [], { output: 'keep' })).rejects.toThrow(/ENOENT/);
  });

  it('leaves no child behind when it ends by itself', async () => {
    const child = `console.log('ready'); setInterval(() => {}, 1000);`;
    const parent = `
      import { startProcess } from ${JSON.stringify(path.resolve('lib/cli/run-process.ts'))};
      startProcess(process.execPath, ['-e', ${JSON.stringify(child)}], process.env);
      process.stdin.once('data', () => process.exit(1));`;
    const running = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', parent]);
    await once(running.stdout, 'data');
    running.stdin.write('end');
    // The child writes to the same pipe, which closes when the last of the two has ended.
    const [code] = await once(running, 'close');
    expect(code).toBe(1);
  });

  // Were the child left behind, it would keep the port or the data folder that the next start needs.
  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)(
    'passes %s on, waits for the child to end well, then ends with %i',
    async (signal, expected) => {
      const trace = path.join(folder, 'trace');
      const child = `
      const fs = require('node:fs');
      process.on('${signal}', () => setTimeout(() => { fs.writeFileSync(${JSON.stringify(trace)}, 'ended'); process.exit(0); }, 100));
      console.log('ready'); setInterval(() => {}, 1000);`;
      const parent = `
      import { runProcess } from ${JSON.stringify(path.resolve('lib/cli/run-process.ts'))};
      await runProcess(process.execPath, ['-e', ${JSON.stringify(child)}], { output: 'show' });`;
      const running = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', parent]);
      await once(running.stdout, 'data');
      running.kill(signal);
      const [code] = await once(running, 'close');
      expect(code).toBe(expected);
      expect(readFileSync(trace, 'utf8')).toBe('ended');
    },
  );
});
