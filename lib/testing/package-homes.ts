import type { Place } from '#lib/testing/place-of';

/** Packages that talk to something outside, or to one framework, and the only places that may know them. */
const HOMES: readonly [name: RegExp, homes: RegExp][] = [
  [/^@duckdb\//, /^lib\/(adapters\/|sandbox\/|cli\/bench)/],
  [/^(@electric-sql\/|pg$)/, /^(lib\/adapters\/prisma\/|prisma\/)/],
  [/^(@prisma|prisma)\b/, /^(lib\/adapters\/prisma\/|prisma)/],
  [/^@node-rs\/argon2$/, /^lib\/adapters\/argon2\//],
  [/^@aws-sdk\//, /^lib\/adapters\//],
  [/^pino$/, /^lib\/adapters\//],
  [/^next-auth\/react$/, /^(components|app)\//],
  [/^next-auth\b/, /^(lib\/adapters\/next-auth|app\/api\/auth)\//],
  [
    /^next(\/|$)/,
    /^(app|components|lib\/http|lib\/cli|lib\/adapters\/next-auth)\/|^(instrumentation|proxy|next\.config)/,
  ],
  [/^@tanstack\/react-query$/, /^(components|app)\/|^lib\/[^/]+\/([a-z-]+-)?client|^lib\/core\/query-/],
  [
    /^(react|react-dom|radix-ui|recharts|cmdk|lucide-react|nuqs|geist|clsx)(\/|$)/,
    /^(components|app)\/|^lib\/[^/]+\/([a-z-]+-)?client/,
  ],
  [/^(@playwright|@axe-core)\//, /^(e2e|lib\/cli)\//],
  [/^(typescript|vitest|fast-check|@testing-library\/.+)$/, /^vitest\./],
];

/** Whether a file may import a package. Packages without a home of their own may be used anywhere. */
export function isPackageAt(name: string, file: string, floor: Place['floor']): boolean {
  if (floor === 'test') return true;
  const home = HOMES.find(([pattern]) => pattern.test(name));
  return home === undefined || home[1].test(file);
}
