import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { needsBuild, sourceHash } from '#lib/cli/next-build';

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'flightdeck-build-'));
  write('app/api/auth/[...nextauth]/route.ts', 'a');
  write('lib/core/env.ts', 'b');
  write('next.config.js', 'c');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

describe('the hash of the sources', () => {
  it.each([
    ['app/api/auth/[...nextauth]/route.ts', 'changed'],
    ['app/page.tsx', 'new'],
    ['lib/core/env.ts', ''],
    ['next.config.js', 'changed'],
    ['public/logo.svg', '<svg/>'],
    ['prisma/schema.prisma', 'model A {}'],
    ['proxy.ts', 'x'],
  ])('moves when %s does', (file, text) => {
    const before = sourceHash(root);
    write(file, text);
    expect(sourceHash(root)).not.toBe(before);
  });

  it.each(['lib/core/env.test.ts', 'lib/cli/start.ts', 'prisma/generated/client.ts', 'README.md', '.data/x'])(
    'stays when %s changes, which is no part of the build',
    (file) => {
      const before = sourceHash(root);
      write(file, 'changed');
      expect(sourceHash(root)).toBe(before);
    },
  );
});

describe('needsBuild', () => {
  const built = () => {
    write('.next/BUILD_ID', 'x');
    write('.next/made-from', sourceHash(root));
  };

  it('is content with a build from these sources', () => {
    built();
    expect(needsBuild(root)).toBe(false);
  });

  it('asks for one when there is none, when the sources moved, and when a build is half there', () => {
    expect(needsBuild(root)).toBe(true);
    built();
    write('app/page.tsx', 'new');
    expect(needsBuild(root)).toBe(true);
    built();
    rmSync(path.join(root, '.next/BUILD_ID'));
    expect(needsBuild(root)).toBe(true);
  });
});
