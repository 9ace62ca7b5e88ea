import type { Cloud } from '#lib/core/cloud';

/** A cloud's tables for tests that must not touch them: whoever does is told so. */
export const NO_TABLES: Pick<
  Cloud,
  'tables' | 'tableItems' | 'tableKeeper' | 'tableRestorer' | 'exportBucket'
> = {
  tables: untouched(),
  tableItems: untouched(),
  tableKeeper: untouched(),
  tableRestorer: untouched(),
  exportBucket: null,
};

/** A port that a test must not touch. */
export function untouched<T extends object>(what = 'a table'): T {
  return new Proxy({} as T, {
    get: (_, property) => {
      throw new Error(`This test touched ${what} by ${String(property)}.`);
    },
  });
}
