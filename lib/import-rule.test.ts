import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCycles } from '#lib/testing/import-cycles';
import { judge, resolveImport } from '#lib/testing/import-rule';
import { parseSource, type Source } from '#lib/testing/parse-source';
import { placeOf } from '#lib/testing/place-of';

const ROOT = path.resolve(import.meta.dirname, '..');
const FOLDERS = ['app', 'components', 'e2e', 'lib', 'prisma'];
const LONE_FILES = ['instrumentation.ts', 'proxy.ts', 'prisma.config.ts'];

// Names that say nothing, or name a habit of other houses. Rules are named for their decision.
const EMPTY_NAMES =
  /(^|[-/])(utils?|helpers?|managers?|handlers?|processors?|misc|common|types|index)\.tsx?$/;

function sourceFiles(): string[] {
  const found = FOLDERS.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
      (file) => `${folder}/${file.replaceAll(path.sep, '/')}`,
    ),
  );
  return [...found, ...LONE_FILES].filter(
    (file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts') && !file.startsWith('prisma/generated/'),
  );
}

function readSource(file: string): Source {
  return parseSource(file, readFileSync(path.join(ROOT, file), 'utf8'));
}

describe('the sources', () => {
  const sources = sourceFiles().map(readSource);

  it('are found at all', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.flatMap((source) => source.imports).length).toBeGreaterThan(100);
  });

  it('keep to their floors', () => {
    expect(sources.flatMap(judge)).toEqual([]);
  });

  it('import in no circle, types included', () => {
    const graph = new Map(
      sources.map(({ file, imports }) => [
        file,
        imports.map((name) => resolveImport(file, name)).filter((target) => target !== undefined),
      ]),
    );
    expect(findCycles(graph).map((cycle) => cycle.join(' → '))).toEqual([]);
  });

  it('have names in kebab-case that say what they hold', () => {
    const ours = sources.map(({ file }) => file).filter((file) => !file.startsWith('app/'));
    expect(ours.filter((file) => !/^[a-z0-9./-]+$/.test(file))).toEqual([]);
    expect(ours.filter((file) => EMPTY_NAMES.test(file))).toEqual([]);
  });
});

describe('the rule', () => {
  it.each([
    [
      'lib/funnels/queries.ts',
      `import { e } from '#lib/adapters/duckdb/engine';`,
      /never imports an adapter/,
    ],
    ['lib/funnels/rates.ts', `import { q } from '#lib/funnels/queries';`, /a rule is pure/],
    ['lib/funnels/client.ts', `import { q } from '#lib/funnels/queries';`, /run in the browser/],
    ['lib/core/x.ts', `import type { F } from '#lib/funnels/schema';`, /is the ground/],
    ['lib/audit/chain.ts', `import type { F } from '#lib/funnels/schema';`, /to the left only/],
    ['lib/stats/wilson.ts', `export { a } from '#lib/sql/text';`, /to the left only/],
    ['lib/http/route.ts', `import { B } from '#components/ui/button';`, /the edge knows no pages/],
    ['lib/adapters/x.ts', `import { q } from '#lib/people/queries';`, /an adapter translates/],
    ['components/ui/button.tsx', `import { s } from '#lib/http/services';`, /components run in the browser/],
    [
      'components/ui/button.tsx',
      `import { q } from '#lib/funnels/queries';`,
      /components run in the browser/,
    ],
    ['components/ui/button.tsx', `type P = import('#prisma/generated/client').Person;`, /components run in/],
    [
      'lib/sandbox/athena/serve.ts',
      `import { a } from '#lib/adapters/athena/wire';`,
      /other side of the wire/,
    ],
    ['app/page.tsx', `await import('#lib/cli/start');`, /do not import the command line/],
    ['lib/funnels/rates.ts', `import { t } from '#lib/testing/ctx';`, /by tests only/],
    ['lib/funnels/rates.ts', `import { x } from '../core/errors';`, /write it from the root/],
    ['lib/funnels/rates.ts', `import { readFileSync } from 'node:fs';`, /reach outside the process/],
    ['lib/funnels/rates.ts', `import { randomUUID } from 'crypto';`, /reach outside the process/],
    ['lib/events/queries.ts', `import { DuckDBInstance } from '@duckdb/node-api';`, /one home/],
    ['lib/people/password.ts', `import { hash } from '@node-rs/argon2';`, /one home/],
    ['lib/funnels/rates.ts', `import { useState } from 'react';`, /one home/],
    ['lib/funnels/rates.ts', `export const now = () => Date.now();`, /uses Date\.now\(\)/],
    ['lib/funnels/queries.ts', `export const now = () => new Date();`, /uses new Date\(\)/],
    ['lib/auth/permissions.ts', `export const secret = process.env.SECRET;`, /uses process\.env/],
    ['lib/stats/sample.ts', `export const r = Math.random();`, /uses Math\.random\(\)/],
    ['lib/events/commands/ingest.ts', `await fetch('https://x');`, /uses fetch\(\)/],
  ])('finds a fault planted in %s: %s', (file, text, fault) => {
    const faults = judge(parseSource(file, text));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(fault);
    expect(faults[0]).toContain(file);
  });

  it.each([
    [
      'lib/funnels/queries.ts',
      `import type { C } from '#lib/core/ctx'; import { a } from '#lib/events/queries';`,
    ],
    [
      'lib/funnels/rates.ts',
      `import { s } from '#lib/funnels/schema'; import { w } from '#lib/stats/wilson';`,
    ],
    ['lib/funnels/client.ts', `import { queryOptions } from '@tanstack/react-query';`],
    ['lib/funnels/rates.ts', `export const at = (ms: number) => new Date(ms); // Date.now() is not asked`],
    ['lib/core/hash.ts', `import { createHash } from 'node:crypto';`],
    ['lib/adapters/s3.ts', `import fs from 'node:fs'; import type { A } from '#lib/audit/anchors';`],
    ['lib/http/services.ts', `import { o } from '#lib/adapters/log'; export const now = () => new Date();`],
    ['lib/funnels/rates.test.ts', `import { o } from '#lib/adapters/log'; import fc from 'fast-check';`],
    ['components/x.tsx', `import { p } from '#lib/auth/permissions'; import { useState } from 'react';`],
    ['app/api/health/route.ts', `import packageJson from '../../../package.json';`],
    ['app/layout.tsx', `import './globals.css'; import { pageCtx } from '#lib/http/page-ctx';`],
  ])('is content with %s: %s', (file, text) => {
    expect(judge(parseSource(file, text))).toEqual([]);
  });

  it('knows no folder that the picture does not have', () => {
    expect(() => placeOf('lib/misc/thing.ts')).toThrow(/stands nowhere/);
  });

  it('finds a circle, and names the way around it', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', []],
    ]);
    expect(findCycles(graph)).toEqual([['a', 'b', 'c', 'a']]);
    expect(
      findCycles(
        new Map([
          ['a', ['b']],
          ['b', []],
        ]),
      ),
    ).toEqual([]);
  });
});
