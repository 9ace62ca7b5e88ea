import { expect, expectNoViolations, test } from './fixtures.ts';
import { MENU } from './menu.ts';
import { world } from './world.ts';

test.use({ role: 'nobody', baseURL: async ({ browserName: _ }, use) => use(world().emptyUrl) });

test('an empty product offers a page that makes the first admin, once', async ({ page, playwright }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/setup/);
  await expectNoViolations(page);
  await page.getByLabel('Your name').fill('Ada Admin');
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Password').fill('violet tram seventeen orchard');
  await page.getByRole('button', { name: 'Make me the first admin' }).click();
  await expect(page).toHaveURL(/\/funnels/);
  await expect(page.getByRole('navigation', { name: 'Sections' }).getByRole('link')).toHaveText(
    MENU.admin.filter((label) => label !== 'Sandbox'),
  );

  const { emptyUrl } = world();
  const stranger = await playwright.request.newContext({
    baseURL: emptyUrl,
    extraHTTPHeaders: { origin: emptyUrl },
  });
  const second = await stranger.post('/api/setup', {
    data: { name: 'Eve', email: 'eve@example.com', password: 'violet tram seventeen orchard' },
  });
  expect(second.status()).toBeGreaterThanOrEqual(400);
  expect(second.status()).toBeLessThan(500);
  await stranger.dispose();

  await page.goto('/setup');
  await expect(page).not.toHaveURL(/\/setup/);
});
