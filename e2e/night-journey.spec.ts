import type { APIRequestContext, Page } from '@playwright/test';
import { expect, expectNoSidewaysScroll, expectNoViolations, test } from './fixtures.ts';
import { signInNow } from './sign-in-now.ts';
import { statePath, world } from './world.ts';

test.use({ role: 'engineer' });

/** Functions that no other journey moves. */
const BROKEN = 'careervp-prod-cv-tailor';
const RACED = 'careervp-prod-vpr-generator';
const HELD = 'careervp-prod-auth';
// Alarms look at their metrics each minute, and a verdict wants minutes of calls.
const MINUTES_MS = 240_000;

interface Item {
  item: string;
  state: 'open' | 'ticked' | 'waived';
  look: { result: string } | null;
}

async function openItems(request: APIRequestContext, id: string): Promise<Item[]> {
  const answer = (await (await request.get(`/api/incidents/${id}`)).json()) as { items: Item[] };
  return answer.items.filter(({ state }) => state === 'open');
}

/** Those that the product will tick as soon as it sees that they hold. */
async function awaited(request: APIRequestContext, id: string): Promise<string[]> {
  const open = await openItems(request, id);
  return open.filter(({ look }) => look?.result === 'not_yet').map(({ item }) => item);
}

test('a bad version is seen, taken back in six presses, watched, and written up', async ({
  page,
  context,
  server,
  playwright,
}) => {
  test.setTimeout(900_000);
  const admin = await playwright.request.newContext({
    baseURL: server.url,
    storageState: statePath(world().folder, 'embedded', 'admin'),
    extraHTTPHeaders: { origin: server.url },
  });
  const order = { function: BROKEN, kind: 'failing', errorRate: 0.5 };
  expect((await admin.post('/api/sandbox/shipments', { data: order })).status()).toBe(201);
  await admin.dispose();

  await signInNow(context, server);
  await page.goto('/live');
  const row = page.getByRole('row', { name: new RegExp(BROKEN) });
  await expect(row).toContainText(/\d alarms?/, { timeout: MINUTES_MS });
  await expect(page.getByRole('region', { name: 'What changed' })).toContainText(`live of ${BROKEN} moved`);

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('roll back cv-tailor');
  const chosen = page.getByRole('dialog').getByRole('option', { selected: true });
  await expect(chosen).toContainText(BROKEN);
  await page.keyboard.press('Enter');
  // What the alarms say is the reason already.
  await expect(page.getByRole('textbox', { name: 'Why' })).toHaveValue(new RegExp(BROKEN));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Type prod to confirm' })).toBeFocused();
  await page.keyboard.type('prod');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('region', { name: 'Journal' })).toContainText('All 1 moved; verifying.');
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Improved', {
    timeout: MINUTES_MS,
  });
  await expectNoViolations(page);

  await page.getByRole('region', { name: 'Incident' }).getByRole('link').first().click();
  await expect(page.getByRole('region', { name: 'Checklist' }).getByRole('listitem')).toHaveCount(14);
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await tickByHand(page);
  // It watches the function recover, and ticks what it sees.
  await expect.poll(() => awaited(page.request, id), { timeout: MINUTES_MS }).toEqual([]);
  for (const { item } of await openItems(page.request, id)) {
    const path = `/api/incidents/${id}/checklist/${item}`;
    const data = { state: 'ticked', reason: 'Told by telephone' };
    const decided = await page.request.put(path, { data, headers: { origin: server.url } });
    expect(decided.status(), await decided.text()).toBe(200);
  }
  await writeUp(page);
  const close = page.getByRole('button', { name: 'Close the incident' });
  await expect(close).toBeEnabled();
  await close.press('Enter');
  await expect(page.getByRole('region', { name: 'Before it is closed' })).toContainText('It was closed');

  await page.goto('/locks');
  await page.getByRole('button', { name: `Unlock ${BROKEN}` }).press('Enter');
  await page.getByRole('textbox', { name: 'Why' }).fill('Written up, and mended');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Unlock ${BROKEN}` })).toHaveCount(0);
});

/** Ticks what only people know. */
async function tickByHand(page: Page): Promise<void> {
  const known = [
    'Identify failure reason',
    'Document failure in incident report',
    'Update runbook if needed',
  ];
  const others = ['Check CloudWatch logs for errors', 'Create post-mortem', 'Schedule incident review'];
  const scope = 'Determine scope (full rollback or feature rollback)';
  for (const label of [...known, scope, ...others]) {
    const tick = page.getByRole('button', { name: `Tick: ${label}`, exact: true });
    await tick.press('Enter');
    await expect(tick).toHaveCount(0);
  }
}

async function writeUp(page: Page): Promise<void> {
  await page.reload();
  await page.getByRole('button', { name: 'Begin the post-mortem' }).press('Enter');
  await page.getByRole('button', { name: 'Edit the post-mortem' }).press('Enter');
  await page.getByRole('textbox', { name: 'Root cause' }).fill('A library parsed dates otherwise.');
  await page.getByRole('button', { name: 'Save the post-mortem' }).press('Enter');
  await expect(page.getByRole('region', { name: 'Post-mortem' })).toContainText(
    'A library parsed dates otherwise.',
  );
}

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
