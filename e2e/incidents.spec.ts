import type { APIRequestContext, Page } from '@playwright/test';
import { expect, expectNoSidewaysScroll, expectNoViolations, test } from './fixtures.ts';
import { tabTo } from './keyboard.ts';
import { signInNow } from './sign-in-now.ts';
import type { DemoServer } from './world.ts';

test.use({ role: 'engineer' });

const FUNCTION = 'careervp-prod-interview-prep';

interface Found {
  id: string;
  items: { item: string; state: string; byKind: string | null }[];
}

/** Rolls a function back through the API; answers the change and its incident. */
async function rollBack(page: Page, { url }: DemoServer, name: string) {
  const headers = { origin: url };
  const data = {
    kind: 'rollback',
    environment: 'prod',
    targets: [{ function: name }],
    reason: `${name} fails`,
  };
  const planned = (await (await page.request.post('/api/changes', { data, headers })).json()) as {
    id: string;
    planHash: string;
  };
  const begun = await page.request.post(`/api/changes/${planned.id}/executions`, {
    data: { planHash: planned.planHash, confirmation: 'prod' },
    headers,
  });
  expect(begun.status()).toBe(202);
  const { incidentId } = (await begun.json()) as { incidentId: string };
  return { changeId: planned.id, incidentId };
}

async function openByHand(request: APIRequestContext, title: string, severity = 'P1'): Promise<string> {
  const opened = await request.post('/api/incidents', { data: { title, severity, environment: 'prod' } });
  expect(opened.status()).toBe(201);
  return ((await opened.json()) as { id: string }).id;
}

test('a rollback opens an incident that ticks by itself what can be seen', async ({
  page,
  context,
  server,
}) => {
  test.setTimeout(150_000);
  await signInNow(context, server);
  const { changeId, incidentId } = await rollBack(page, server, FUNCTION);

  await page.goto(`/changes/${changeId}`);
  const card = page.getByRole('region', { name: 'Incident' });
  await card.getByRole('link', { name: new RegExp(`^Incident \\d+: ${FUNCTION} fails`) }).click();
  await expect(page).toHaveURL(new RegExp(`/incidents/${incidentId}`));
  const checklist = page.getByRole('region', { name: 'Checklist' });
  await expect(checklist.getByRole('listitem')).toHaveCount(14);

  const executed = checklist.getByRole('listitem').filter({ hasText: 'Execute rollback command' });
  await expect(executed).toContainText('Ticked by Flightdeck', { timeout: 60_000 });
  const healthy = checklist.getByRole('listitem').filter({ hasText: 'API health endpoint' });
  await expect(healthy).toContainText('200 from http', { timeout: 60_000 });
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('Nobody was told');
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await expect(timeline).toContainText(`Planned: Roll back ${FUNCTION}.`);
  await expect(timeline).toContainText(`live of ${FUNCTION} is at version`);
  await expectNoViolations(page);
});

test('an incident is worked through by keyboard, from the first note to the closing', async ({
  page,
  request,
}) => {
  test.setTimeout(120_000);
  const id = await openByHand(request, 'Cover letters come back empty');
  await page.goto(`/incidents/${id}`);
  const note = page.getByRole('textbox', { name: 'Add a note' });
  await tabTo(page, note);
  await page.keyboard.type('Only accounts with a photo');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('Only accounts with a photo');

  const checklist = page.getByRole('region', { name: 'Checklist' });
  const logs = checklist.getByRole('listitem').filter({ hasText: 'CloudWatch logs' });
  await tabTo(page, logs.getByRole('button', { name: 'Tick: Check CloudWatch logs for errors' }));
  await page.keyboard.press('Enter');
  await expect(logs).toContainText('Ticked by');
  await tabTo(page, checklist.getByRole('button', { name: 'Waive: Execute rollback command' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Why' })).toBeFocused();
  await page.keyboard.type('Fixed by a flag');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(checklist.getByRole('listitem').filter({ hasText: 'Execute rollback' })).toContainText(
    'Fixed by a flag',
  );

  await page.getByRole('button', { name: 'Begin the post-mortem' }).click();
  await page.getByRole('button', { name: 'Edit the post-mortem' }).click();
  await page.getByRole('textbox', { name: 'Root cause' }).fill('A photo without a type.');
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Save the post-mortem' }).click();
  await expect(page.getByRole('region', { name: 'Post-mortem' })).toContainText('A photo without a type.');

  await page.getByRole('textbox', { name: 'What is to be done' }).fill('Refuse photos without a type');
  await page.getByRole('button', { name: 'Add follow-up' }).click();
  await page.getByRole('button', { name: 'Mark as mitigated' }).click();
  const closing = page.getByRole('region', { name: 'Before it is closed' });
  await expect(closing).toContainText('Without an owner or a date: Refuse photos without a type');
  await expect(closing.getByRole('button', { name: 'Close the incident' })).toBeDisabled();

  const { items } = (await (await request.get(`/api/incidents/${id}`)).json()) as Found;
  for (const { item, state } of items) {
    if (state !== 'open') continue;
    const decided = await request.put(`/api/incidents/${id}/checklist/${item}`, {
      data: { state: 'waived', reason: 'Nothing was rolled back' },
    });
    expect(decided.status()).toBe(200);
  }
  await page.getByLabel(/^Owner of:/).selectOption({ index: 1 });
  await expect(page.getByLabel(/^Due date of:/)).toBeEnabled();
  await page.getByLabel(/^Due date of:/).fill('2030-01-31');
  await page.getByLabel(/^Due date of:/).blur();
  const close = closing.getByRole('button', { name: 'Close the incident' });
  await expect(close).toBeEnabled();
  await close.click();
  await expect(closing).toContainText('It was closed');
  await expect(page.getByRole('button', { name: /^Tick:/ })).toHaveCount(0);
  const file = await request.get(`/api/incidents/${id}/post-mortem/export`);
  expect(file.headers()['content-type']).toContain('text/markdown');
  expect(await file.text()).toContain('- [ ] Refuse photos without a type');
});

test('of two people who tick the same item, the second hears who was first', async ({ page, request }) => {
  const id = await openByHand(request, 'Two at once');
  await page.goto(`/incidents/${id}`);
  const tick = page.getByRole('button', { name: 'Tick: Identify failure reason' });
  await expect(tick).toBeVisible();
  // The page learns of it only with its next look.
  await page.route(`**/api/incidents/${id}`, (route) => route.abort());
  const path = `/api/incidents/${id}/checklist/identify_reason`;
  expect((await request.put(path, { data: { state: 'ticked', reason: '' } })).status()).toBe(200);
  await tick.click();
  await expect(page.getByRole('alert').filter({ hasText: 'was first' })).toBeVisible();
});

test('where health is asked is a setting that can be read and edited', async ({ page }) => {
  await page.goto('/incidents');
  await page.getByRole('button', { name: 'Health endpoints' }).click();
  const dialog = page.getByRole('dialog', { name: 'Health endpoints' });
  await expect(dialog.getByRole('textbox', { name: 'Address' })).toHaveValue(
    /\/_gateway\/\{function\}\/health$/,
  );
  await expectNoViolations(page);
  await dialog.getByRole('textbox', { name: 'Address' }).fill('ftp://nowhere');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toContainText('must be an http or https address');
});

test.describe('a viewer', () => {
  test.use({ role: 'viewer' });

  test('reads everything and decides nothing', async ({ page, request }) => {
    await page.goto('/incidents');
    await expect(page.getByRole('heading', { level: 2, name: 'Measures' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Open an incident' })).toHaveCount(0);
    const data = { title: 'x', severity: 'P1', environment: 'prod' };
    expect((await request.post('/api/incidents', { data })).status()).toBe(403);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`on a phone in ${colorScheme}`, () => {
    test.use({
      viewport: { width: 390, height: 844 },
      colorScheme,
      contextOptions: { reducedMotion: 'reduce' },
    });

    test('list, measures and an incident fit, and are accessible', async ({ page, request }) => {
      const id = await openByHand(request, `Seen on a phone in ${colorScheme}`, 'P3');
      await page.goto('/incidents');
      await expect(page.getByRole('heading', { name: 'Deployments by week' })).toBeVisible();
      await expectNoSidewaysScroll(page);
      await expectNoViolations(page);
      await page.goto(`/incidents/${id}`);
      await expect(page.getByRole('region', { name: 'Checklist' }).getByRole('listitem')).toHaveCount(14);
      await expectNoSidewaysScroll(page);
      await expectNoViolations(page);
    });
  });
}
