import type { APIRequestContext, Page } from '@playwright/test';
import { test as base, expect, expectNoSidewaysScroll, expectNoViolations } from './fixtures.ts';
import { tabTo } from './keyboard.ts';
import { signInNow } from './sign-in-now.ts';
import { statePath, world } from './world.ts';

/** Asks as an admin, who alone may break something. */
const test = base.extend<{ admin: APIRequestContext }>({
  admin: async ({ playwright, server, engine }, use) => {
    const context = await playwright.request.newContext({
      baseURL: server.url,
      extraHTTPHeaders: { origin: server.url },
      storageState: statePath(world().folder, engine, 'admin'),
    });
    await use(context);
    await context.dispose();
  },
});

test.use({ role: 'engineer' });
// Each resource of a stack takes its seconds, forwards and back.
test.describe.configure({ timeout: 150_000 });

const PLATFORM = 'careervp-prod-platform';
const DOCUMENTS = 'careervp-prod-documents';

/** Begins an update that fails, and waits until the stack has stopped where it stays. */
async function fail(admin: APIRequestContext, stack: string, kind: 'fails' | 'fails-back'): Promise<void> {
  const data = { stack, kind };
  const begun = await admin.post('/api/sandbox/stack-failures', { data });
  expect(begun.ok(), await begun.text()).toBe(true);
  await expect
    .poll(async () => ((await (await admin.get(`/api/stacks/${stack}`)).json()) as { phase: string }).phase, {
      timeout: 60_000,
    })
    .toBe('stuck');
}

async function openStack(page: Page, stack: string) {
  await page.goto('/stacks');
  const name = page.getByRole('button', { name: stack });
  await expect(name).toBeVisible({ timeout: 60_000 });
  await name.focus();
  await page.keyboard.press('Enter');
  return page.getByRole('dialog', { name: stack, exact: true });
}

test('an engineer takes a failed update back by keyboard, and follows it to its end', async ({
  page,
  context,
  server,
  admin,
}) => {
  await fail(admin, PLATFORM, 'fails');
  await signInNow(context, server);
  const sheet = await openStack(page, PLATFORM);
  await expect(page).toHaveURL(/stack=careervp-prod-platform/);
  await expect(sheet.getByText('UPDATE_FAILED', { exact: true }).first()).toBeVisible();
  await expect(
    sheet.getByText(`aws cloudformation rollback-stack --stack-name ${PLATFORM} --region us-east-1`),
  ).toBeVisible();
  await expectNoViolations(page);

  await tabTo(page, sheet.getByRole('button', { name: 'Roll back', exact: true }));
  await page.keyboard.press('Enter');
  const ask = page.getByRole('dialog', { name: `Roll back: ${PLATFORM}` });
  await expect(ask.getByRole('textbox', { name: 'Why' })).toBeFocused();
  await page.keyboard.type('The tables could not be updated');
  await expectNoViolations(page);
  await tabTo(page, ask.getByRole('button', { name: 'Make the plan' }));
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: `Roll back stack ${PLATFORM}` })).toBeVisible();
  const plan = page.getByRole('region', { name: 'Plan', exact: true });
  await expect(plan.getByText(/takes back what was done to \d+ resources since/)).toBeVisible();
  await expect(plan.getByText('Data that was written meanwhile stays as it is')).toBeVisible();
  await expect(plan.getByText(/^Deploys of careervp-prod-[\w-]+ are locked for 24 hours/)).toBeVisible();
  await expect(plan.getByText('It opens an incident, or joins the one')).toBeVisible();
  await expectNoViolations(page);
  await expect(page.getByRole('textbox', { name: 'Type prod to confirm' })).toBeFocused();
  await page.keyboard.type('prod');
  await page.keyboard.press('Enter');

  const journal = page.getByRole('region', { name: 'Journal' });
  await expect(journal.getByText('CloudFormation has begun.')).toBeVisible();
  await expect(journal.getByText(`${PLATFORM} is UPDATE_ROLLBACK_COMPLETE.`)).toBeVisible({
    timeout: 60_000,
  });
  await expect(journal.getByText(/is UPDATE_ROLLBACK_IN_PROGRESS/)).toHaveCount(1);
  const outcome = page.getByRole('region', { name: 'Outcome' });
  await expect(outcome.getByText(/^Deploys of careervp-prod-[\w-]+ are locked until/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Incident' }).getByRole('link')).toBeVisible();
  await expectNoViolations(page);
  const { phase } = (await (await page.request.get(`/api/stacks/${PLATFORM}`)).json()) as { phase: string };
  expect(phase).toBe('whole');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('a rollback that failed goes on, without what failed in it', async ({
    page,
    context,
    server,
    admin,
  }) => {
    await fail(admin, DOCUMENTS, 'fails-back');
    await signInNow(context, server);
    const sheet = await openStack(page, DOCUMENTS);
    await expectNoSidewaysScroll(page);
    await sheet.getByRole('button', { name: 'Continue the rollback', exact: true }).click();
    const ask = page.getByRole('dialog', { name: `Continue the rollback: ${DOCUMENTS}` });
    await ask.getByRole('checkbox').check();
    await ask.getByRole('textbox', { name: 'Why' }).fill('The table is mended by hand');
    await expectNoViolations(page);
    await expectNoSidewaysScroll(page);
    await ask.getByRole('button', { name: 'Make the plan' }).click();

    const plan = page.getByRole('region', { name: 'Plan', exact: true });
    await expect(plan.getByText(/^What it skips, and counts as taken back: \w+\.$/)).toBeVisible();
    await expectNoSidewaysScroll(page);
    await page.getByRole('textbox', { name: 'Type prod to confirm' }).fill('prod');
    await page.getByRole('button', { name: `Continue the rollback of stack ${DOCUMENTS} in prod` }).click();
    const journal = page.getByRole('region', { name: 'Journal' });
    await expect(journal.getByText(`${DOCUMENTS} is UPDATE_ROLLBACK_COMPLETE.`)).toBeVisible({
      timeout: 60_000,
    });
  });
});

test.describe('a viewer', () => {
  test.use({ role: 'viewer' });

  test('sees the stacks, and may take none back', async ({ page, request }) => {
    const sheet = await openStack(page, DOCUMENTS);
    await expect(sheet.getByRole('heading', { name: 'What can be done' })).toBeVisible();
    await expect(sheet.getByRole('button', { name: /^(Roll back|Continue|Cancel)/ })).toHaveCount(0);
    const data = { kind: 'stack-rollback', environment: 'prod', stack: DOCUMENTS, reason: 'No' };
    expect((await request.post('/api/changes', { data })).status()).toBe(403);
    expect((await request.get('/api/stacks/nobody')).status()).toBe(404);
  });
});
