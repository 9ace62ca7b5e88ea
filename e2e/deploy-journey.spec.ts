import type { Page } from '@playwright/test';

import { expect, expectNoSidewaysScroll, expectNoViolations, test } from './fixtures.ts';
import { signInNow } from './sign-in-now.ts';
import type { DemoServer } from './world.ts';
import { zipOf } from './zip.ts';

test.use({ role: 'engineer' });

/** A function that no other journey moves; what is done to it is done in order. */
const FUNCTION = 'careervp-prod-billing';

test.describe.configure({ mode: 'serial' });

test.beforeEach(({ context, server }) => signInNow(context, server));

async function liveVersion(page: Page): Promise<string> {
  const answer = await page.request.get(`/api/functions/${FUNCTION}`);
  return ((await answer.json()) as { version: string }).version;
}

async function planOf(page: Page, { url }: DemoServer, data: object): Promise<string> {
  const planned = await page.request.post('/api/changes', { data, headers: { origin: url } });
  expect(planned.status(), await planned.text()).toBe(201);
  return ((await planned.json()) as { id: string }).id;
}

/** A package of the function, kept under its hash, and a deploy of it that is watched for no time. */
async function planDeploy(page: Page, server: DemoServer, commit: string): Promise<string> {
  const kept = await page.request.post(`/api/artefacts?fileName=${commit}.zip`, {
    headers: { origin: server.url, 'content-type': 'application/zip' },
    data: zipOf('index.js', commit),
  });
  expect(kept.status(), await kept.text()).toBe(201);
  const { sha256 } = (await kept.json()) as { sha256: string };
  const what = {
    kind: 'deploy',
    environment: 'prod',
    function: FUNCTION,
    reason: 'More',
    description: commit,
  };
  const steps = [{ percent: 100, minutes: 0 }];
  return planOf(page, server, { ...what, code: { artefact: sha256 }, steps });
}

async function confirm(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Type prod to confirm' }).fill('prod');
  await page.keyboard.press('Enter');
}

test('a package is deployed by keyboard, and taken back by whoever sees it go wrong', async ({ page }) => {
  await page.goto(`/live?function=${FUNCTION}`);
  const sheet = page.getByRole('dialog', { name: FUNCTION });
  await sheet.getByRole('button', { name: 'Deploy…' }).press('Enter', { timeout: 60_000 });
  const before = await liveVersion(page);
  const dialog = page.getByRole('dialog', { name: `Deploy ${FUNCTION}` });
  const zip = zipOf('index.js', 'e2e0001');
  await dialog
    .getByLabel('Package')
    .setInputFiles({ name: 'billing.zip', mimeType: 'application/zip', buffer: zip });
  await dialog.getByRole('textbox', { name: 'What it is' }).fill('e2e0001 Round to the cent');
  await dialog.getByRole('combobox', { name: 'Traffic' }).selectOption('All at once');
  await dialog.getByRole('textbox', { name: 'Why' }).fill('Cents are lost');
  await expectNoViolations(page);
  await dialog.getByRole('button', { name: 'Make the plan' }).press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: `Deploy ${FUNCTION}` })).toBeVisible();
  await expectNoViolations(page);
  await confirm(page);
  const journal = page.getByRole('region', { name: 'Journal' });
  await expect(journal.getByText(/^Watching it at 100 %/)).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => liveVersion(page), { timeout: 20_000 }).not.toBe(before);

  await page.getByRole('button', { name: 'Stop and take back…' }).press('Enter');
  const stop = page.getByRole('dialog', { name: 'Stop it, and take back what it moved?' });
  await stop.getByRole('textbox', { name: 'Why' }).fill('Invoices are empty');
  await expectNoViolations(page);
  await stop.getByRole('button', { name: 'Stop and take back' }).press('Enter');
  await expect(page.getByText(/asked to stop it/)).toBeVisible();
  await expect(page.getByText('Not done')).toBeVisible({ timeout: 40_000 });
  await expect(journal).toContainText('Invoices are empty');
  await expect.poll(() => liveVersion(page), { timeout: 20_000 }).toBe(before);
});

test('a deploy goes live, and a locked one is refused with who locked it', async ({ page, server }) => {
  await page.goto('/live');
  await expect(page.getByRole('button', { name: FUNCTION, exact: true })).toBeVisible({ timeout: 60_000 });
  const before = await liveVersion(page);
  await page.goto(`/changes/${await planDeploy(page, server, 'e2e0002')}`);
  await confirm(page);
  const journal = page.getByRole('region', { name: 'Journal' });
  await expect(journal).toContainText(/verifying|is at version/, { timeout: 30_000 });
  await expect.poll(() => liveVersion(page), { timeout: 20_000 }).not.toBe(before);

  const next = await planDeploy(page, server, 'e2e0003');
  const locked = await page.request.post('/api/locks', {
    data: { function: FUNCTION, reason: 'The books are being closed', hours: 1 },
    headers: { origin: server.url },
  });
  expect(locked.ok(), await locked.text()).toBe(true);
  await page.goto(`/changes/${next}`);
  await expect(page.getByText(/The books are being closed/).first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Type prod to confirm' }).fill('prod');
  await expect(page.getByRole('button', { name: `Deploy ${FUNCTION} in prod` })).toBeDisabled();
  await page.getByRole('button', { name: 'Discard the plan' }).press('Enter');
  await expect(page.getByText(/discarded the plan .*Nothing was changed/)).toBeVisible();
  await expectNoViolations(page);
});

test('old versions are deleted by a plan that says of each why it stays or goes', async ({
  page,
  server,
}) => {
  await page.goto('/changes');
  await page.getByRole('button', { name: 'Clean up old versions…' }).press('Enter');
  await expect(page.getByRole('dialog', { name: 'Clean up old versions' })).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  const prune = { kind: 'prune', environment: 'prod', functions: [FUNCTION], reason: 'Tidy' };
  await page.goto(`/changes/${await planOf(page, server, prune)}`);
  const plan = page.getByRole('region', { name: 'Plan' });
  const deleted = plan.getByText(/^Deleted: \d+/);
  await expect(deleted).toBeVisible();
  await plan.getByText(/^Kept: \d+/).click();
  await expect(plan).toContainText('live');
  await expectNoViolations(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  const count = /\d+/.exec((await deleted.textContent()) ?? '')?.[0];
  await confirm(page);
  const journal = page.getByRole('region', { name: 'Journal' });
  await expect(journal).toContainText(`Deleted ${count} of the versions`, { timeout: 30_000 });
  const { versions } = (await (await page.request.get(`/api/functions/${FUNCTION}/versions`)).json()) as {
    versions: { version: string }[];
  };
  expect(versions.map(({ version }) => version)).toContain(await liveVersion(page));
});
