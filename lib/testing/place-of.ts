/** Domains, left to right; those in one group do not know each other. A domain imports from groups before its own. */
export const DOMAINS: readonly (readonly string[])[] = [
  ['sql', 'stats', 'auth'],
  ['audit'],
  ['people'],
  ['events', 'notes', 'rehearsals'],
  ['funnels'],
  ['adoption'],
  ['dashboards'],
  ['alerts'],
  ['experiments'],
  ['stacks', 'tables'],
  ['functions'],
  ['changes'],
  ['hotfixes'],
  ['incidents'],
  ['automation'],
];

type Floor =
  | 'core'
  | 'rule'
  | 'service'
  | 'client'
  | 'adapter'
  | 'http'
  | 'cli'
  | 'sandbox'
  | 'component'
  | 'page'
  | 'generated'
  | 'schema'
  | 'browser-test'
  | 'test';

/** Where a file stands in the building. */
export interface Place {
  floor: Floor;
  domain?: string;
}

const FOLDERS: readonly [RegExp, Floor][] = [
  [/\.test\.tsx?$|^lib\/testing\/|^(vitest|playwright)\./, 'test'],
  [/^e2e\//, 'browser-test'],
  [/^prisma\/generated\//, 'generated'],
  [/^(prisma\/|prisma\.config)/, 'schema'],
  [/^components\//, 'component'],
  [/^(app\/|instrumentation\.ts$|proxy\.ts$)/, 'page'],
  [/^(lib\/core\/|package\.json$)/, 'core'],
  [/^lib\/adapters\//, 'adapter'],
  [/^lib\/http\//, 'http'],
  [/^lib\/cli\//, 'cli'],
  [/^lib\/sandbox\//, 'sandbox'],
];

/** The floor, and for a domain's file the domain, of a path from the project's root. */
export function placeOf(file: string): Place {
  const folder = FOLDERS.find(([pattern]) => pattern.test(file));
  if (folder) return { floor: folder[1] };
  const [, domain = '', rest = ''] = /^lib\/([^/]+)\/(.+)\.tsx?$/.exec(file) ?? [];
  if (!DOMAINS.flat().includes(domain)) {
    throw new Error(
      `${file} stands nowhere: lib holds core, adapters, http, cli, sandbox, testing and the domains ${DOMAINS.flat().join(', ')}.`,
    );
  }
  if (/^([a-z-]+-)?client(\/|$)/.test(rest)) return { floor: 'client', domain };
  if (/^(queries|commands)(\/|$)/.test(rest)) return { floor: 'service', domain };
  return { floor: 'rule', domain };
}
