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

function untouched<T extends object>(): T {
  return new Proxy({} as T, {
    get: (_, property) => {
      throw new Error(`This test touched a table by ${String(property)}.`);
    },
  });
}
