import { defineConfig } from 'vitest/config';

/** What `npm run test:moto` runs: on one moto, so one file after the other. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    include: ['lib/testing/moto/*.moto.ts'],
  },
});
