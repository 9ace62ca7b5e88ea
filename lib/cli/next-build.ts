import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Fault } from '#lib/cli/fault';
import { runProcess } from '#lib/cli/run-process';

const INPUTS = [
  'app',
  'components',
  'instrumentation.ts',
  'lib',
  'next.config.js',
  'package-lock.json',
  'postcss.config.mjs',
  'prisma',
  'proxy.ts',
  'public',
  'tsconfig.json',
];
const NOT_BUILT = /(^|\/)(generated|cli|testing|migrations)$|\.test\.tsx?$/;

// Beside the build itself, so that whatever replaces or removes the build takes the record along.
const RECORD = '.next/made-from';

/** Builds the pages and routes unless the build at hand was made from the very same sources; answers what it did. */
export async function ensureBuild(root = process.cwd()): Promise<string> {
  const wanted = sourceHash(root);
  if (isBuiltFrom(root, wanted)) return 'unchanged';
  const { code, output } = await runProcess(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    output: 'keep',
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  if (code !== 0) throw new Fault(explain(output));
  writeFileSync(path.join(root, RECORD), wanted);
  return 'built';
}

/** Whether the next `ensureBuild` has work to do. */
export function needsBuild(root = process.cwd()): boolean {
  return !isBuiltFrom(root, sourceHash(root));
}

function isBuiltFrom(root: string, wanted: string): boolean {
  const record = path.join(root, RECORD);
  if (!existsSync(record) || !existsSync(path.join(root, '.next/BUILD_ID'))) return false;
  return readFileSync(record, 'utf8') === wanted;
}

function explain(output: string): string {
  if (output.includes('ENOSPC'))
    return 'The disk is full: a build needs about 0.5 GB. Make room and run it again.';
  return `${output.trim()}\nThe build failed; the reasons are above.`;
}

/** SHA-256 over names and contents of everything that goes into the build. */
export function sourceHash(root: string): string {
  const hash = createHash('sha256');
  for (const file of INPUTS.flatMap((input) => filesUnder(root, input))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(root: string, name: string): string[] {
  const full = path.join(root, name);
  if (NOT_BUILT.test(name) || !existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [name];
  return readdirSync(full)
    .sort()
    .flatMap((child) => filesUnder(root, `${name}/${child}`));
}
