import { expect, expectNoSidewaysScroll, expectNoViolations, test } from './fixtures.ts';

test.use({ role: 'admin' });

const FUNCTION = 'careervp-prod-cover-letter';

test('an admin takes the database of a function away, and gives it back', async ({ page }) => {
  await page.goto(`/sandbox?function=${FUNCTION}`);
  await expect(page.getByText('Nothing here reaches production')).toBeVisible();
  await expect(page.getByRole('button', { name: `Function: ${FUNCTION}` })).toBeVisible();
  await page.getByRole('button', { name: 'Take its database away' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: FUNCTION })).toContainText('in trouble');
  const end = page.getByRole('button', { name: `End the trouble of ${FUNCTION}` });
  await expect(end).toBeVisible();
  await expectNoViolations(page);

  await page.getByRole('link', { name: 'See it on Live' }).click();
  await expect(page.getByRole('dialog', { name: FUNCTION })).toBeVisible({ timeout: 60_000 });
  await page.goto('/sandbox');
  await end.press('Enter');
  await expect(end).toBeHidden();
  await expect(page.getByText('Nothing is in trouble from outside now.')).toBeVisible();
});

test('a rollback begins in the palette', async ({ page }) => {
  await page.goto('/live');
  await expect(page.getByText(/^12 of 12, read/)).toBeVisible({ timeout: 60_000 });
  await page.goto('/funnels');
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('roll back billing');
  await expect(page.getByRole('option', { selected: true })).toContainText('careervp-prod-billing');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Roll back careervp-prod-billing' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/live$/);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the sandbox fits', async ({ page }) => {
    await page.goto('/sandbox');
    await expect(page.getByRole('button', { name: 'Ship a failing version' })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectNoViolations(page);
  });
});
