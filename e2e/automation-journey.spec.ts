import { expect, expectNoSidewaysScroll, expectNoViolations, test } from './fixtures.ts';
import { sandboxOf, steer } from './sandbox.ts';

test.use({ role: 'engineer' });

/** A function that no other journey moves. */
const FUNCTION = 'careervp-prod-profile';
const ALARM = `${FUNCTION}-LambdaErrors`;

/** Does what a pipeline does, with a version that fails. */
async function shipBadVersion(sandbox: string): Promise<{ version: string; from: string }> {
  const shipment = { functionName: FUNCTION, kind: 'failing', errorRate: 0.6 };
  return (await steer(sandbox, 'POST', 'ship', shipment)) as { version: string; from: string };
}

/** Does what CloudWatch does, without a minute's wait; it looks again within seconds, and may take it back. */
async function turnRed(sandbox: string): Promise<void> {
  await fetch(sandbox, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'GraniteServiceVersion20100801.SetAlarmState',
      authorization: 'AWS4-HMAC-SHA256 Credential=sandbox/20260302/us-east-1/monitoring/aws4_request',
    },
    body: JSON.stringify({ AlarmName: ALARM, StateValue: 'ALARM', StateReason: 'by hand' }),
  });
}

test('a version that fails is rolled back by itself, and says why', async ({ page }) => {
  test.slow();
  const sandbox = await sandboxOf(page);
  await page.goto('/live');
  await expect(page.getByRole('button', { name: FUNCTION, exact: true })).toBeVisible({ timeout: 60_000 });

  await page.goto('/automation');
  await expect(page.getByText('Nothing is moved by itself: no rule is on.')).toBeVisible();
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Rule for one function…' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'A rule for one function' });
  await dialog.getByRole('combobox', { name: 'Function' }).selectOption(FUNCTION);
  await dialog.getByRole('combobox', { name: 'Trigger' }).selectOption('Lambda errors');
  await dialog.getByRole('combobox', { name: 'Mode' }).selectOption('On');
  await expect(dialog.getByText(/It would have gone red/)).toBeVisible({ timeout: 30_000 });
  await expectNoViolations(page);
  await dialog.getByRole('textbox', { name: 'Cool-down (min)' }).press('Enter');
  await expect(page.getByText('One rule moves production by itself.')).toBeVisible();

  const { version, from } = await shipBadVersion(sandbox);
  const decided = page.getByRole('region', { name: 'What automation decided, the newest first' });
  const row = decided.getByRole('row').filter({ hasText: ALARM }).filter({ hasText: 'Rolled back' });
  await expect(async () => {
    await turnRed(sandbox);
    await expect(row).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 120_000 });
  await expectNoViolations(page);
  await row.getByRole('link', { name: 'The rollback' }).press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: `Roll back ${FUNCTION}` })).toBeVisible();
  await expect(page.getByText('planned by automation')).toBeVisible();
  const words = (await page.getByRole('region', { name: 'Plan' }).textContent()) ?? '';
  expect(words).toContain(`from version ${version}`);
  expect(words).toContain(`to version ${from}`);
  const journal = page.getByRole('region', { name: 'Journal' });
  await expect(journal.getByText(`live of ${FUNCTION} is at version ${from}.`)).toBeVisible();

  await page.goto(`/live?function=${FUNCTION}`);
  await expect(page.getByRole('dialog', { name: FUNCTION }).getByText('known bad')).toBeVisible();
});

test('an edited rule shows what it would have done before it is saved', async ({ page }) => {
  await page.goto('/automation');
  await page.getByRole('button', { name: 'Edit Error rate of every other function' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Error rate of every other function' });
  const said = dialog.getByText(/It would have gone red/);
  await expect(said).toBeVisible({ timeout: 60_000 });
  const before = await said.textContent();
  const threshold = dialog.getByRole('textbox', { name: 'Threshold (%)' });
  await threshold.fill('0.5');
  await expect(said).not.toHaveText(before ?? '', { timeout: 30_000 });
  await threshold.fill('100');
  await expect(dialog.getByText('must be below 100 %').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('a reported vulnerability lights up its row, and opens a P1 with the hotfix to do', async ({ page }) => {
  await page.goto('/decisions');
  await page.getByRole('button', { name: 'Report…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Report what hurts' });
  await dialog.getByRole('textbox', { name: 'CVE' }).fill('CVE-2026-40001');
  await dialog.getByRole('textbox', { name: 'What was found' }).fill('The exporter runs what it reads.');
  await dialog.getByRole('textbox', { name: 'Functions (optional)' }).fill('careervp-prod-notifications');
  await expectNoViolations(page);
  await dialog.getByRole('button', { name: 'Report' }).press('Enter');

  const row = page.getByRole('region', { name: 'Security vulnerability' });
  await expect(row.getByText('Holds now')).toBeVisible();
  await expectNoViolations(page);
  await row.getByRole('button', { name: /^Open incident/ }).press('Enter');
  await expect(row.getByRole('link', { name: /^Incident \d+$/ }).first()).toBeVisible();
  await row
    .getByRole('button', { name: 'Make the plan: Roll back careervp-prod-notifications' })
    .press('Enter');
  await expect(
    page.getByRole('heading', { level: 1, name: 'Roll back careervp-prod-notifications' }),
  ).toBeVisible();
  await expect(page.getByText(/Security vulnerability: CVE-2026-40001/).first()).toBeVisible();
});

test('a build that failed leads to a backend that the frontend is compatible with', async ({
  page,
  server,
}) => {
  const name = 'careervp-prod-notifications';
  await page.goto('/live');
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible({ timeout: 60_000 });
  const heard = await page.request.post('/api/hooks/builds', {
    headers: { origin: server.url },
    data: { build: 'frontend main', status: 'failed', summary: 'It needs a field.', functions: [name] },
  });
  expect(heard.status(), await heard.text()).toBe(200);

  await page.goto('/decisions');
  const row = page.getByRole('region', { name: 'API schema mismatch' });
  await row.getByRole('button', { name: 'Choose…: Deploy a compatible backend' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'A backend that the frontend is compatible with' });
  await expect(dialog.getByRole('combobox', { name: 'Function' })).toHaveValue(name);
  const versions = dialog.getByRole('combobox', { name: 'What is compatible' });
  await expect(versions.getByRole('option')).not.toHaveCount(1);
  await expectNoViolations(page);
  await versions.selectOption('New code: a package');
  await dialog.getByRole('button', { name: 'Choose the package…' }).press('Enter');
  await expect(page.getByRole('dialog', { name: `Deploy ${name}` })).toBeVisible();
  await page.keyboard.press('Escape');

  await row.getByRole('button', { name: 'Choose…: Deploy a compatible backend' }).press('Enter');
  const [version = ''] = await versions
    .getByRole('option')
    .evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value));
  await versions.selectOption(version);
  await dialog.getByRole('button', { name: 'Make the plan' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: `Roll back ${name}` })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Plan' })).toContainText(`to version ${version}`);
  await expect(page.getByText(/API schema mismatch/).first()).toBeVisible();
});

test.describe('a viewer', () => {
  test.use({ role: 'viewer' });

  test('sees rules and rows, and nothing to change', async ({ page, request }) => {
    await page.goto('/automation');
    await expect(page.getByRole('button', { name: /^See Error rate/ })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Rule for one function…' })).toHaveCount(0);
    await page.goto('/decisions');
    await expect(page.getByRole('region', { name: 'High latency' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Report…' })).toHaveCount(0);
    const refused = await request.post('/api/hooks/builds', {
      data: { build: 'frontend', status: 'failed' },
    });
    expect(refused.status()).toBe(403);
  });
});

test('an alarm that nobody signed is not heard', async ({ server }) => {
  const forged = {
    Type: 'Notification',
    MessageId: 'forged',
    TopicArn: 'arn:aws:sns:us-east-1:000000000000:careervp-prod-alarms',
    Message: '{}',
    Timestamp: new Date().toISOString(),
    SignatureVersion: '1',
    Signature: 'AAAA',
    SigningCertURL: 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService.pem',
  };
  const headers = { 'content-type': 'text/plain; charset=UTF-8' };
  // Without any cookie, as SNS and whoever pretends to be it.
  const address = `${server.url}/api/hooks/alarms`;
  const refused = await fetch(address, { method: 'POST', headers, body: JSON.stringify(forged) });
  expect(refused.status).toBe(403);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  for (const path of ['/automation', '/decisions']) {
    test(`${path} fits`, async ({ page }) => {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectNoSidewaysScroll(page);
      await expectNoViolations(page);
    });
  }
});
