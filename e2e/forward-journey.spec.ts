import type { Locator, Page } from '@playwright/test';
import { expect, expectNoSidewaysScroll, expectNoViolations, test } from './fixtures.ts';
import { sandboxOf, steer } from './sandbox.ts';
import { signInNow } from './sign-in-now.ts';

test.use({ role: 'engineer' });

/** A function that no other journey moves, and that is hardly called otherwise. */
const FUNCTION = 'careervp-prod-export';
const USUAL = { functionName: FUNCTION, perMinute: 4 };
const BUSY = { functionName: FUNCTION, perMinute: 1800 };
// Calls count from the next full minute on; with so many of them its first seconds are enough.
const VERDICT_MS = 120_000;

test.afterEach(async ({ page }) => {
  const sandbox = await sandboxOf(page);
  await steer(sandbox, 'DELETE', 'troubles', { functionName: FUNCTION });
  await steer(sandbox, 'PUT', 'traffic', [USUAL]);
});

/** A sound version goes live at the moment at which what all versions need is gone; answers its number. */
async function shipIntoTrouble(page: Page): Promise<string> {
  const sandbox = await sandboxOf(page);
  await steer(sandbox, 'POST', 'troubles', { functionName: FUNCTION, kind: 'failing' });
  const shipment = { functionName: FUNCTION, kind: 'sound' };
  const { version } = (await steer(sandbox, 'POST', 'ship', shipment)) as { version: string };
  await steer(sandbox, 'PUT', 'traffic', [BUSY]);
  return version;
}

/** The sheet of the function, once it shows which version is live. */
async function seenLive(page: Page, version: string): Promise<Locator> {
  await page.goto(`/live?function=${FUNCTION}`);
  const sheet = page.getByRole('dialog', { name: FUNCTION });
  await expect(sheet.getByRole('rowheader', { name: `${version} live` })).toBeVisible({ timeout: 60_000 });
  return sheet;
}

async function confirm(page: Page): Promise<void> {
  await expect(page.getByRole('textbox', { name: 'Type prod to confirm' })).toBeFocused();
  await page.keyboard.type('prod');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Journal' })).toContainText('All 1 moved; verifying.');
}

/** The versions that a plan names. */
async function plannedMove(page: Page): Promise<{ from: string; to: string }> {
  const words = (await page.getByRole('region', { name: 'Plan' }).textContent()) ?? '';
  const [, from = '', to = ''] = /from version (\d+)\D*to version (\d+)/.exec(words) ?? [];
  return { from, to };
}

test('a rollback that did not help is taken back: the version that was left is live, and no longer bad', async ({
  page,
  context,
  server,
}) => {
  test.setTimeout(240_000);
  await signInNow(context, server);
  const version = await shipIntoTrouble(page);
  // Errors count from when the new version was seen to be live.
  const sheet = await seenLive(page, version);

  await sheet.getByRole('button', { name: /^Roll back to \d+…/ }).press('Enter');
  await page.getByRole('textbox', { name: 'Why' }).fill('It fails since the deploy');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: `Roll back ${FUNCTION}` })).toBeVisible();
  const back = await plannedMove(page);
  expect(back.from).toBe(version);
  await confirm(page);

  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText('Unchanged', { timeout: VERDICT_MS });
  await expect(verdict).toContainText('The deploy was probably not the cause.');
  await expectNoViolations(page);
  const change = page.url();
  await seenLive(page, back.to);
  await expect(sheet.getByText('known bad')).toBeVisible();
  await page.goto(change);

  await page.getByRole('button', { name: 'Go forward again…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Go forward again' });
  await dialog.getByRole('textbox', { name: 'Why' }).fill('The database was away');
  await expectNoViolations(page);
  await dialog.getByRole('button', { name: 'Make the plan' }).press('Enter');
  await expect(dialog).toBeHidden();

  await expect(page.getByRole('region', { name: 'Plan' })).toContainText(
    'the marks are cleared with the move',
  );
  expect(await plannedMove(page)).toEqual({ from: back.to, to: version });
  await expectNoViolations(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await confirm(page);
  await expect(page.getByRole('region', { name: 'Journal' })).toContainText(
    `live of ${FUNCTION} is at version ${version}.`,
  );

  await seenLive(page, version);
  await expect(sheet.getByText('known bad')).toHaveCount(0);
  // Only a person opens a lock.
  await page.goto('/locks');
  await expect(page.getByRole('row', { name: new RegExp(FUNCTION) })).toContainText(
    'It fails since the deploy',
  );
});
