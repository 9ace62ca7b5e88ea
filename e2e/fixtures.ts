import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import type { Role } from '../lib/core/roles.ts';
import { type DemoServer, type Engine, statePath, world } from './world.ts';

export interface Options {
  /** Who the browser is signed in as; `nobody` has no cookies at all. */
  role: Role | 'nobody';
  engine: Engine;
  /** The product that is tested, and who is in it. */
  server: DemoServer;
}

export { expect };

/** Tests begin signed in, as the role that `test.use({ role })` names; only one of them goes through the form. */
export const test = base.extend<Options>({
  role: ['product', { option: true }],
  engine: ['embedded', { option: true }],
  server: async ({ engine }, use) => use(world().demo[engine]),
  baseURL: async ({ server }, use) => use(server.url),
  storageState: async ({ role, engine }, use) =>
    use(role === 'nobody' ? { cookies: [], origins: [] } : statePath(world().folder, engine, role)),
  // Asks the API as the product's own pages do, with their origin on every write.
  request: async ({ playwright, baseURL, storageState }, use) => {
    const url = baseURL ?? '';
    const context = await playwright.request.newContext({
      baseURL: url,
      extraHTTPHeaders: { origin: url },
      ...(storageState ? { storageState } : {}),
    });
    await use(context);
    await context.dispose();
  },
});

/** Refuses what a blind or a keyboard reader would stumble over, naming the rule and the elements. */
export async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const said = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map((node) => `  ${node.html}\n  ${node.failureSummary}`).join('\n')}`,
  );
  expect(said).toEqual([]);
}

/** Refuses a page that is wider than its window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { content, window: inner } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(content).toBeLessThanOrEqual(inner);
}
