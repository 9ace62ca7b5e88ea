import { defineConfig } from 'vitest/config';

// dt-sql-parser ships extensionless imports that Node itself refuses.
const server = { deps: { inline: ['dt-sql-parser', 'antlr4ng', 'antlr4-c3'] } };

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['{app,lib,prisma}/**/*.test.ts', '*.test.ts'],
          exclude: ['prisma/generated/**'],
          server,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          environment: 'happy-dom',
          include: ['{app,components}/**/*.test.tsx'],
          setupFiles: ['./vitest.setup.ts'],
        },
      },
    ],
  },
});
