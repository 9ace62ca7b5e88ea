import { defineConfig, devices } from '@playwright/test';
import type { Options } from './e2e/fixtures.ts';

const executablePath = process.env.FLIGHTDECK_CHROMIUM;

export default defineConfig<Options>({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './e2e/global-setup.ts',
  // One server serves them all, on as many cores as they have.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  forbidOnly: Boolean(process.env.CI),
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: executablePath ? { executablePath } : {},
  },
  projects: [
    { name: 'embedded' },
    // What is read of events is read the same from the other engine.
    {
      name: 'athena',
      testMatch: /(adoption|funnel|incident|retention)-journey\.spec\.ts/,
      use: { engine: 'athena' },
    },
  ],
});
