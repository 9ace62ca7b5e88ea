import type { Page } from '@playwright/test';
import { expect, expectNoSidewaysScroll, expectNoViolations, test } from './fixtures.ts';
import { signInNow } from './sign-in-now.ts';

test.use({ role: 'engineer' });

/** Functions that no other journey moves. */
const RACED = 'careervp-prod-vpr-generator';
const HELD = 'careervp-prod-auth';

async function planOf(page: Page, url: string, name: string): Promise<string> {
  const data = { kind: 'rollback', environment: 'prod', targets: [{ function: name }], reason: 'It fails' };
  const planned = await page.request.post('/api/changes', { data, headers: { origin: url } });
  expect(planned.status(), await planned.text()).toBe(201);
  return ((await planned.json()) as { id: string }).id;
}

test('two browsers that execute one plan at the same moment begin one change', async ({
  page,
  context,
  server,
}) => {
  await signInNow(context, server);
  await page.goto('/live');
  await expect(page.getByRole('button', { name: `Roll back ${RACED}` })).toBeVisible({ timeout: 60_000 });
  const id = await planOf(page, server.url, RACED);
  const other = await context.newPage();
  const both = [page, other];
  for (const one of both) {
    await one.goto(`/changes/${id}`);
    await one.getByRole('textbox', { name: 'Type prod to confirm' }).fill('prod');
    await expect(one.getByRole('button', { name: `Roll back ${RACED} in prod` })).toBeEnabled();
  }
  await Promise.all(both.map((one) => one.keyboard.press('Enter')));
  for (const one of both) {
    const journal = one.getByRole('region', { name: 'Journal' });
    await expect(journal.getByText('Started: 1 to move.')).toHaveCount(1);
    await expect(journal).toContainText(`live of ${RACED} is at version`);
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('a function is rolled back with one hand', async ({ page, context, server }) => {
    await signInNow(context, server);
    await page.goto('/live');
    await page.getByRole('button', { name: `Roll back ${HELD}` }).click({ timeout: 60_000 });
    await page.getByRole('textbox', { name: 'Why' }).fill('Sign-ins fail');
    await page.getByRole('button', { name: 'Make the plan' }).click();
    await page.getByRole('textbox', { name: 'Type prod to confirm' }).fill('prod');
    await expectNoSidewaysScroll(page);
    await page.getByRole('button', { name: `Roll back ${HELD} in prod` }).click();
    await expect(page.getByRole('region', { name: 'Journal' })).toContainText('All 1 moved; verifying.');
    await expectNoSidewaysScroll(page);
    await expectNoViolations(page);
  });
});
