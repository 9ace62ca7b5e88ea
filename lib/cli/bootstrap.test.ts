import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const PROJECT = path.resolve(import.meta.dirname, '../..');
const OLD_NODE =
  'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"18.20.1"}})';

let clone: string;

beforeEach(() => {
  clone = mkdtempSync(path.join(os.tmpdir(), 'flightdeck-bootstrap-'));
  mkdirSync(path.join(clone, 'lib/cli'), { recursive: true });
  cpSync(path.join(PROJECT, 'lib/cli/bootstrap.mjs'), path.join(clone, 'lib/cli/bootstrap.mjs'));
  writeFileSync(
    path.join(clone, 'lib/cli/audit-verify.ts'),
    `const args: string[] = process.argv.slice(2); console.log('ran', args.join(' ')); process.exit(7);`,
  );
  write('package.json', '{ "type": "module" }');
  write('package-lock.json', lock({ 'node_modules/tsx': { version: '1.0.0' } }));
});

afterEach(() => rmSync(clone, { recursive: true, force: true }));

function lock(packages: Record<string, object>): string {
  return JSON.stringify({ packages: { '': { name: 'clone' }, ...packages } });
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(clone, file)), { recursive: true });
  writeFileSync(path.join(clone, file), text);
}

/** What an installation leaves behind: tsx, and npm's own record. */
function install(packages: Record<string, object>): void {
  mkdirSync(path.join(clone, 'node_modules'), { recursive: true });
  symlinkSync(path.join(PROJECT, 'node_modules/tsx'), path.join(clone, 'node_modules/tsx'));
  write('node_modules/.package-lock.json', lock(packages));
}

/** Runs the launcher with an `npm` that leaves a trace and then does `npmDoes`. */
function launch(args: string[], npmDoes = 'process.exit(0)', nodeArgs: string[] = []) {
  const script = `import fs from 'node:fs'; fs.writeFileSync('npm-was-asked', process.argv.slice(2).join(' ')); ${npmDoes}`;
  write('fake-npm.mjs', script);
  const result = spawnSync(
    process.execPath,
    [...nodeArgs, path.join(clone, 'lib/cli/bootstrap.mjs'), ...args],
    {
      encoding: 'utf8',
      env: { ...process.env, npm_execpath: path.join(clone, 'fake-npm.mjs') },
    },
  );
  return { ...result, npmWasAsked: existsSync(path.join(clone, 'npm-was-asked')) };
}

describe('the launcher', () => {
  it('passes arguments and the exit code through', () => {
    install({ 'node_modules/tsx': { version: '1.0.0' } });
    const { status, stdout, npmWasAsked } = launch(['audit-verify', 'a', '--b']);
    expect({ status, stdout, npmWasAsked }).toEqual({ status: 7, stdout: 'ran a --b\n', npmWasAsked: false });
  });

  it('installs in a fresh clone, then runs', () => {
    const installing = `
      fs.mkdirSync('node_modules', { recursive: true });
      fs.symlinkSync(${JSON.stringify(path.join(PROJECT, 'node_modules/tsx'))}, 'node_modules/tsx');`;
    const { status, stdout, stderr, npmWasAsked } = launch(['audit-verify'], installing);
    expect({ status, stdout, npmWasAsked }).toEqual({ status: 7, stdout: 'ran \n', npmWasAsked: true });
    expect(stderr).toMatch(/Installing packages[\s\S]*done in/);
  });

  const wanted = { version: '1.0.0', integrity: 'sha512-a' };
  it.each([
    ['all is there', { 'node_modules/x': wanted }, { 'node_modules/x': wanted }, false],
    ['a version differs', { 'node_modules/x': wanted }, { 'node_modules/x': { version: '0.9.0' } }, true],
    ['the content differs', { 'node_modules/x': wanted }, { 'node_modules/x': { version: '1.0.0' } }, true],
    ['a package is missing', { 'node_modules/x': wanted }, {}, true],
    [
      'a package for another system is missing',
      { 'node_modules/x': { ...wanted, optional: true } },
      {},
      false,
    ],
  ])('knows whether to install when %s', (_, inLock, inFolder, asked) => {
    write('package-lock.json', lock(inLock));
    install(inFolder);
    expect(launch(['audit-verify']).npmWasAsked).toBe(asked);
  });

  it.each([
    ['no network', 'npm error code EAI_AGAIN', /registry cannot be reached/],
    ['a refused connection', 'npm error code ECONNREFUSED', /registry cannot be reached/],
    ['a full disk', 'npm error code ENOSPC', /disk is full/],
    ['a folder of somebody else', 'npm error code EACCES', /not writable/],
    ['anything else', 'npm error Invalid: lock file', /Invalid: lock file\n.*reasons are above/],
  ])('says %s in a sentence', (_, said, sentence) => {
    const { status, stderr } = launch(['audit-verify'], `console.error('${said}'); process.exit(1)`);
    expect(status).toBe(1);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('names its commands when asked for another', () => {
    const { status, stderr } = launch(['fly']);
    expect(status).toBe(1);
    expect(stderr).toBe(
      'There is no command "fly"; the commands are start, test, dev, check, bench, simulate, import, token, audit-verify, test-trino, test-moto.\n',
    );
  });

  it('refuses a Node that is too old', () => {
    const { status, stderr } = launch(['audit-verify'], undefined, ['--import', OLD_NODE]);
    expect(status).toBe(1);
    expect(stderr).toBe('Node 18.20.1 is too old: Flightdeck needs 20.19 or newer (https://nodejs.org).\n');
  });
});
