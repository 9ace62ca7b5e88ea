import type { Page } from '@playwright/test';
import { expect, expectNoSidewaysScroll, expectNoViolations, test } from './fixtures.ts';

test.use({ role: 'admin' });

/** Every page that somebody signed in can reach; the first saved funnel and dashboard stand for all of them. */
const PAGES: { name: string; open: (page: Page) => Promise<unknown> }[] = [
  { name: 'funnels', open: (page) => page.goto('/funnels') },
  { name: 'a funnel', open: openFirstFunnel },
  { name: 'a new funnel', open: (page) => page.goto('/funnels/new') },
  { name: 'adoption', open: (page) => page.goto('/adoption') },
  { name: 'a feature', open: (page) => page.goto('/adoption/cover_letter?breakdown=platform') },
  { name: 'the definitions', open: (page) => page.goto('/features') },
  { name: 'a definition', open: (page) => page.goto('/features?edit=cover_letter') },
  { name: 'dashboards', open: (page) => page.goto('/dashboards') },
  { name: 'a dashboard', open: (page) => openFirstDashboard(page, '') },
  { name: 'a weekly digest', open: (page) => openFirstDashboard(page, '/digest') },
  { name: 'live', open: openLive },
  { name: 'changes', open: (page) => page.goto('/changes') },
  { name: 'a planned change', open: openPlannedChange },
  { name: 'locks', open: openLocks },
  { name: 'locks that were opened', open: (page) => page.goto('/locks?state=past') },
  { name: 'stacks', open: (page) => openStacks(page, '') },
  { name: 'tables', open: (page) => page.goto('/tables') },
  { name: 'a table', open: (page) => page.goto('/tables/careervp-prod-documents') },
  { name: 'migrations', open: (page) => page.goto('/tables/migrations') },
  { name: 'a stack', open: (page) => openStacks(page, '?stack=careervp-prod-platform') },
  { name: 'incidents', open: (page) => page.goto('/incidents') },
  { name: 'events', open: (page) => page.goto('/events') },
  { name: 'notes', open: (page) => page.goto('/notes') },
  { name: 'import', open: (page) => page.goto('/import') },
  { name: 'audit', open: (page) => page.goto('/audit') },
  { name: 'people', open: (page) => page.goto('/people') },
  { name: 'tokens', open: (page) => page.goto('/tokens') },
  { name: 'the sandbox', open: (page) => page.goto('/sandbox') },
  { name: 'account', open: (page) => page.goto('/account') },
  { name: 'a page that is not there', open: (page) => page.goto('/nowhere') },
];

async function openFirstFunnel(page: Page): Promise<void> {
  const list = (await (await page.request.get('/api/funnels')).json()) as { funnels: { id: string }[] };
  await page.goto(`/funnels/${list.funnels[0]?.id}`);
}

async function openFirstDashboard(page: Page, below: string): Promise<void> {
  const list = (await (await page.request.get('/api/dashboards')).json()) as { dashboards: { id: string }[] };
  await page.goto(`/dashboards/${list.dashboards[0]?.id}${below}`);
}

async function openLive(page: Page): Promise<void> {
  await page.goto('/live');
  // Functions appear one by one at first, as fast as AWS would let them be asked.
  await expect(page.getByText(/^12 of 12, read/)).toBeVisible({ timeout: 60_000 });
}

async function openPlannedChange(page: Page): Promise<void> {
  const targets = [{ function: 'careervp-prod-notifications' }, { function: 'careervp-prod-job-matcher' }];
  const data = { kind: 'rollback', environment: 'prod', targets, reason: 'Notifications arrive twice' };
  await page.goto('/changes');
  const headers = { origin: new URL(page.url()).origin };
  const planned = await page.request.post('/api/changes', { data, headers });
  const { id } = (await planned.json()) as { id: string };
  await page.goto(`/changes/${id}`);
}

async function openStacks(page: Page, query: string): Promise<void> {
  await page.goto(`/stacks${query}`);
  await expect(page.getByText(/^2 of 2, read/)).toBeVisible({ timeout: 60_000 });
}

async function openLocks(page: Page): Promise<void> {
  await page.goto('/live');
  await page.request.post('/api/locks', {
    data: { function: 'careervp-prod-job-matcher', reason: 'The tables are being moved', hours: 8 },
    headers: { origin: new URL(page.url()).origin },
  });
  await page.goto('/locks');
  await expect(page.getByRole('row', { name: /careervp-prod-job-matcher/ }).first()).toBeVisible();
}

/** The page has said all it has to say: nothing is being fetched, nothing is being counted. */
async function settle(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in ${theme}`, () => {
    test.use({ colorScheme: theme, contextOptions: { reducedMotion: 'reduce' } });
    for (const { name, open } of PAGES) {
      test(`${name} has no accessibility violations`, async ({ page }) => {
        await open(page);
        await settle(page);
        await expectNoViolations(page);
      });
    }
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });
  for (const { name, open } of PAGES) {
    test(`${name} does not scroll sideways`, async ({ page }) => {
      await open(page);
      await settle(page);
      await expectNoSidewaysScroll(page);
    });
  }

  test('the menu is a sheet', async ({ page }) => {
    await page.goto('/funnels');
    await expect(page.getByRole('navigation', { name: 'Sections' })).toBeHidden();
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'People' }).click();
    await expect(page).toHaveURL(/\/people/);
    await expect(page.getByRole('dialog')).toBeHidden();
  });
});

test.describe('before signing in', () => {
  test.use({ role: 'nobody' });
  for (const theme of ['light', 'dark'] as const) {
    test(`the sign-in page has no accessibility violations in ${theme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.goto('/sign-in');
      await expectNoViolations(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectNoSidewaysScroll(page);
    });
  }
});

test('a chosen theme stays, and is there before the first paint', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/funnels');
  const html = page.locator('html');
  const kept = page.waitForResponse('**/api/theme');
  await page.getByRole('button', { name: 'Switch theme' }).click();
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await kept;
  const reloaded = await page.reload();
  expect(await reloaded?.text()).toMatch(/<html[^>]*data-theme="dark"/);
});

test('the palette finds a page by keyboard', async ({ page }) => {
  await page.goto('/funnels');
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('peop');
  await expect(page.getByRole('option', { selected: true })).toContainText('People');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/people/);
});
