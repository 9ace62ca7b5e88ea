import { defineConfig } from 'vitest/config';

/** What `npm run test:trino` runs: on a real Trino, one file after the other, because it has the same cores. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 180_000,
    include: ['lib/testing/trino/*.trino.ts'],
    server: { deps: { inline: ['dt-sql-parser', 'antlr4ng', 'antlr4-c3'] } },
  },
});
