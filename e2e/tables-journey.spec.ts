import type { Page } from '@playwright/test';
import { expect, expectNoSidewaysScroll, expectNoViolations, test } from './fixtures.ts';
import { tabTo } from './keyboard.ts';
import { signInNow } from './sign-in-now.ts';

test.use({ role: 'engineer' });

const TABLE = 'careervp-prod-users';
const ITEMS = 240;
/** The sandbox takes three quarters of a minute for a restore, and a busy machine some more. */
const RESTORE_MS = 120_000;

/** Confirms the plan that is on the page, by keyboard. */
async function confirm(page: Page): Promise<void> {
  await expect(page.getByRole('textbox', { name: 'Type prod to confirm' })).toBeFocused();
  await page.keyboard.type('prod');
  await page.keyboard.press('Enter');
}

test('an engineer backs a table up by keyboard, restores it and reads the report', async ({
  page,
  context,
  server,
}) => {
  test.setTimeout(RESTORE_MS + 60_000);
  await signInNow(context, server);
  await page.goto('/tables');
  const open = page.getByRole('button', { name: TABLE, exact: true });
  await tabTo(page, open);
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: TABLE });
  await expect(sheet.getByText('careervp-prod-auth')).toBeVisible();
  await expect(sheet.getByRole('button', { name: 'Back up now' })).toBeVisible();
  await expectNoViolations(page);

  await tabTo(page, sheet.getByRole('button', { name: 'Back up now' }));
  await page.keyboard.press('Enter');
  const asking = page.getByRole('dialog', { name: `Back up ${TABLE}` });
  await asking.getByRole('combobox', { name: 'Export to S3 beside it' }).selectOption('matching');
  await asking.getByRole('textbox', { name: 'Attribute' }).fill('plan');
  await asking.getByRole('textbox', { name: 'Value' }).fill('premium');
  await expectNoViolations(page);
  await asking.getByRole('textbox', { name: 'Why' }).fill('Before names are split');
  await tabTo(page, asking.getByRole('button', { name: 'Make the plan' }));
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: `Back up ${TABLE}` })).toBeVisible();
  await expect(page.getByText('Export items whose plan is premium')).toBeVisible();
  await expectNoViolations(page);
  await confirm(page);
  const made = page.getByRole('region', { name: 'Made' });
  await expect(made.getByText(/s3:\/\/careervp-exports\/tables\/.*manifest-summary\.json/)).toBeVisible({
    timeout: 60_000,
  });
  await expectNoViolations(page);

  await page.goto(`/tables/${TABLE}`);
  await page.getByRole('button', { name: /^Restore by-hand-/ }).click();
  const restoring = page.getByRole('dialog', { name: `Restore ${TABLE}` });
  await restoring.getByRole('textbox', { name: 'Why' }).fill('Names were split wrongly');
  await restoring.getByRole('button', { name: 'Make the plan' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: `Restore ${TABLE} to ${TABLE}-restore` }),
  ).toBeVisible();
  await expect(page.getByText(/Readers are not switched over/)).toBeVisible();
  await expectNoViolations(page);
  await confirm(page);
  await expect(page.getByText(/^Running for/)).toBeVisible();

  const report = page.getByRole('region', { name: 'Report' });
  await expect(report.getByText('Identical')).toBeVisible({ timeout: RESTORE_MS });
  await expect(report).toContainText(`holds ${ITEMS} items, each as it is in ${TABLE} now`);
  await expect(report).toContainText('50, of which 0 differ');
  await expectNoViolations(page);

  const again = await page.request.post('/api/changes', {
    headers: { origin: server.url },
    data: {
      kind: 'table-restore',
      environment: 'prod',
      table: TABLE,
      from: { latest: true },
      reason: 'Again',
    },
  });
  expect(again.status()).toBe(422);
  expect(await again.json()).toMatchObject({ detail: expect.stringContaining(`${TABLE}-restore already`) });
});

test('a migration is ticked in its order, with what proves it', async ({ page }) => {
  await page.goto('/tables/migrations');
  await page.getByRole('button', { name: 'New migration' }).first().click();
  const asking = page.getByRole('dialog', { name: 'New migration' });
  await asking.getByRole('textbox', { name: 'Name' }).fill('Split the name');
  await asking
    .getByRole('textbox', { name: 'What changes of the items' })
    .fill('name becomes first and last');
  await asking.getByRole('button', { name: 'Begin' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Split the name' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Tick it' })).toHaveCount(1);
  await page.getByRole('textbox', { name: 'Deploy' }).fill('00000000-0000-4000-8000-00000000dead');
  await page.getByRole('button', { name: 'Tick it' }).click();
  await expect(page.getByText('There is no such change.', { exact: true })).toBeVisible();
  await expectNoViolations(page);
});

test.describe('a viewer', () => {
  test.use({ role: 'viewer' });

  test('sees what keeps a table, and nothing to do about it', async ({ page, request }) => {
    await page.goto('/tables/careervp-prod-documents');
    await expect(page.getByText('by expiresAt')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Back up now' })).toHaveCount(0);
    const data = { kind: 'table-backup', environment: 'prod', tables: [{ table: TABLE }], reason: 'No' };
    expect((await request.post('/api/changes', { data })).status()).toBe(403);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('a table and what can be done about it fit', async ({ page }) => {
    await page.goto('/tables/careervp-prod-documents');
    const deed = page.getByRole('button', { name: 'Back up now' });
    await expect(deed).toBeVisible();
    await expect(deed).toBeInViewport({ ratio: 1 });
    await expectNoSidewaysScroll(page);
  });
});
