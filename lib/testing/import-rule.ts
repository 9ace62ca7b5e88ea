import { builtinModules } from 'node:module';
import path from 'node:path';
import { isPackageAt } from '#lib/testing/package-homes';
import type { Source } from '#lib/testing/parse-source';
import { DOMAINS, type Place, placeOf } from '#lib/testing/place-of';

/** Builtins that only compute; every other one reaches outside the process. */
const PURE_BUILTINS = new Set(['node:buffer', 'node:path', 'node:path/posix', 'node:url']);

/** What has no name from the root, or runs where such names are not understood. */
const MAY_BE_RELATIVE = new Set<Place['floor']>(['browser-test', 'page', 'schema']);

/** Where the ground floor itself wraps what pure files may not touch. */
const WRAPPERS: Record<string, string> = {
  'lib/core/hash.ts': 'node:crypto',
  'lib/core/fetch-json.ts': 'fetch()',
};

/** The file that a module name means, from the project's root; undefined for packages and builtins. */
export function resolveImport(from: string, name: string): string | undefined {
  const mapped = /^#(lib|components|app|prisma)\/(.+)$/.exec(name);
  if (mapped) {
    const isMarkup = mapped[1] === 'components' || mapped[1] === 'app';
    return `${mapped[1]}/${mapped[2]}${isMarkup ? '.tsx' : '.ts'}`;
  }
  return name.startsWith('.') ? path.posix.join(path.posix.dirname(from), name) : undefined;
}

/** What is wrong with a file, each fault with where the code belongs. Tests may import what they like. */
export function judge(source: Source): string[] {
  const place = placeOf(source.file);
  if (place.floor === 'test') return [];
  const faults = source.imports.map((name) => judgeImport(source.file, place, name));
  return [...faults, ...source.impurities.map((use) => judgeImpurity(source.file, place, use))]
    .filter((fault) => fault !== undefined)
    .map((fault) => `${source.file} ${fault}`);
}

function judgeImport(file: string, from: Place, name: string): string | undefined {
  const target = resolveImport(file, name);
  if (target === undefined) {
    return isBuiltin(name) ? judgeBuiltin(file, from, name) : judgePackage(file, from, name);
  }
  if (name.startsWith('.') && !MAY_BE_RELATIVE.has(from.floor) && !/\.(css|json)$/.test(name)) {
    return `imports ${name}: write it from the root, like #${target.replace(/\.tsx?$/, '')}.`;
  }
  // Style sheets and data stand on no floor.
  if (!/\.tsx?$/.test(target)) return undefined;
  const reason = judgePlaces(from, placeOf(target));
  return reason && `imports ${target}: ${reason}`;
}

function judgePlaces(from: Place, to: Place): string | undefined {
  if (to.floor === 'test') return 'tests and what serves them are imported by tests only.';
  if (!REACH[from.floor].has(to.floor)) return REASONS[from.floor];
  if (from.domain && to.domain && from.domain !== to.domain) return judgeDomains(from.domain, to.domain);
  return undefined;
}

function judgeDomains(from: string, to: string): string | undefined {
  const rank = (name: string) => DOMAINS.findIndex((peers) => peers.includes(name));
  if (rank(to) < rank(from)) return undefined;
  return (
    `domains import to the left only (${DOMAINS.map((peers) => peers.join(', ')).join(' ← ')}). ` +
    `Move what both need into lib/core or a domain further left, or move the caller into lib/${to}.`
  );
}

function judgeBuiltin(file: string, { floor }: Place, name: string): string | undefined {
  const isPure = floor === 'core' || floor === 'rule' || floor === 'client' || floor === 'component';
  if (!isPure || PURE_BUILTINS.has(name) || WRAPPERS[file] === name) return undefined;
  return `imports ${name}: only adapters, lib/http and lib/cli reach outside the process. Take what it gives as an argument.`;
}

function judgePackage(file: string, { floor }: Place, name: string): string | undefined {
  if (isPackageAt(name, file, floor)) return undefined;
  return `imports ${name}: this package has one home. Ask for what you need through a port in lib/core.`;
}

function judgeImpurity(file: string, { floor }: Place, use: string): string | undefined {
  const mustBePure = floor === 'core' || floor === 'rule' || floor === 'service';
  if (!mustBePure || WRAPPERS[file] === use) return undefined;
  return `uses ${use}: rules and services get the time, ids and settings as arguments (ctx.now, ctx.newId, ctx).`;
}

function isBuiltin(name: string): boolean {
  return name.startsWith('node:') || builtinModules.includes(name);
}

const LIB = ['core', 'rule', 'service', 'client', 'generated'] as const;

const REACH: Record<Place['floor'], ReadonlySet<Place['floor']>> = {
  core: new Set(['core', 'generated']),
  rule: new Set(['core', 'rule', 'generated']),
  service: new Set(['core', 'rule', 'service', 'generated']),
  client: new Set(['core', 'rule', 'client']),
  adapter: new Set(['core', 'rule', 'adapter', 'generated']),
  http: new Set([...LIB, 'adapter', 'http']),
  cli: new Set([...LIB, 'adapter', 'http', 'cli', 'sandbox']),
  sandbox: new Set(['core', 'rule', 'sandbox']),
  component: new Set(['core', 'rule', 'client', 'component']),
  page: new Set([...LIB, 'adapter', 'http', 'component', 'page']),
  generated: new Set(['generated']),
  schema: new Set(['core', 'adapter', 'schema', 'generated']),
  'browser-test': new Set(['core', 'rule', 'cli', 'browser-test']),
  test: new Set(),
};

const REASONS: Record<Place['floor'], string> = {
  core: 'lib/core is the ground: it imports nothing above it. Move the code that needs this into a domain.',
  rule: 'a rule is pure: it reads no database and talks to nobody. Read in queries.ts or commands, and hand the rule the values.',
  service:
    'a service never imports an adapter, the edge or the browser. Declare a port in lib/core, take it from ctx, and let lib/http/services.ts fill it.',
  client: 'client files run in the browser: they speak to the server through lib/core/fetch-json only.',
  adapter:
    'an adapter translates for core and for pure rules. Orchestration belongs in queries.ts, commands or lib/http, which call the adapter.',
  http: 'the edge knows no pages and no components. What both need belongs in a domain.',
  cli: 'the command line knows no pages and no components. What both need belongs in a domain.',
  sandbox:
    'the sandbox plays the other side of the wire, so it shares nothing with the adapters that it is to test.',
  component:
    'components run in the browser: use lib/<domain>/client, schemas and pure rules. Read on the server in a page, and pass it down.',
  page: 'pages and routes do not import the command line.',
  generated: 'generated code imports only itself.',
  schema: 'files in prisma/ serve its command line only.',
  'browser-test': 'browser tests use the product from outside: through pages and the API.',
  test: '',
};
