import { expect, expectNoSidewaysScroll, expectNoViolations, test } from './fixtures.ts';
import { signInNow } from './sign-in-now.ts';

test.use({ role: 'engineer' });

const FUNCTION = 'careervp-prod-gap-analysis';
/** One that no journey moves, so that there is always something to go back to. */
const STANDING = 'careervp-prod-billing';

test('an engineer rolls back by keyboard alone, and sees every step', async ({ page, context, server }) => {
  await signInNow(context, server);
  await page.goto('/live');
  const deed = page.getByRole('button', { name: `Roll back ${FUNCTION}` });
  await expect(deed).toBeVisible({ timeout: 60_000 });
  await deed.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Why' })).toBeFocused();
  await page.keyboard.type('Gap analysis fails since the deploy');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: `Roll back ${FUNCTION}` })).toBeVisible();
  await expectNoViolations(page);
  const plan = page.getByRole('region', { name: 'Plan' });
  const words = (await plan.textContent()) ?? '';
  const [, from = '', to = ''] = /from version (\d+)\D*to version (\d+)/.exec(words) ?? [];
  expect(Number(to)).toBeLessThan(Number(from));
  await expect(page.getByRole('textbox', { name: 'Type prod to confirm' })).toBeFocused();
  await page.keyboard.type('prod');
  await page.keyboard.press('Enter');

  const journal = page.getByRole('region', { name: 'Journal' });
  await expect(journal.getByText(`live of ${FUNCTION} is at version ${to}.`)).toBeVisible();
  await expect(journal.getByText('All 1 moved; verifying.')).toBeVisible();
  await expectNoViolations(page);

  await page.goto(`/live?function=${FUNCTION}`);
  const sheet = page.getByRole('dialog', { name: FUNCTION });
  await expect(sheet.getByText('known bad')).toBeVisible();
  await expectNoViolations(page);
});

test('a plan that was overtaken moves nothing and says what moved', async ({ page, context, server }) => {
  await signInNow(context, server);
  const headers = { origin: server.url };
  const name = 'careervp-prod-cv-parser';
  const body = {
    kind: 'rollback',
    environment: 'prod',
    targets: [{ function: name }],
    reason: 'Two at once',
  };
  const plans = [];
  for (const _ of [1, 2])
    plans.push(await (await page.request.post('/api/changes', { data: body, headers })).json());
  const [mine, other] = plans as { id: string; planHash: string }[];
  const execution = { planHash: other?.planHash, confirmation: 'prod' };
  const begun = await page.request.post(`/api/changes/${other?.id}/executions`, { data: execution, headers });
  expect(begun.status()).toBe(202);
  await page.goto(`/changes/${mine?.id}`);
  await expect(page.getByText(/Make a new plan|is changing/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: `Roll back ${name} in prod` })).toBeDisabled();
});

test.describe('a viewer', () => {
  test.use({ role: 'viewer' });

  test('sees what is live, and nothing to do about it', async ({ page, request }) => {
    await page.goto('/live');
    await expect(page.getByRole('button', { name: FUNCTION, exact: true })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('button', { name: /^Roll back/ })).toHaveCount(0);
    const refused = await request.post('/api/changes', {
      data: { kind: 'rollback', environment: 'prod', targets: [{ function: FUNCTION }], reason: 'No' },
    });
    expect(refused.status()).toBe(403);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('live and its deed fit', async ({ page }) => {
    await page.goto('/live');
    const deed = page.getByRole('button', { name: `Roll back ${STANDING}` });
    await expect(deed).toBeVisible({ timeout: 60_000 });
    await deed.scrollIntoViewIfNeeded();
    await expect(deed).toBeInViewport({ ratio: 1 });
    await expectNoSidewaysScroll(page);
  });
});
