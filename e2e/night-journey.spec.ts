import type { APIRequestContext, Browser, Page } from '@playwright/test';
import { expect, expectNoViolations, test } from './fixtures.ts';
import { signInNow } from './sign-in-now.ts';
import { statePath, world } from './world.ts';

test.use({ role: 'engineer' });

/** A function that no other journey moves. */
const FUNCTION = 'careervp-prod-cv-tailor';
// The sandbox lives in real time: metrics are of whole minutes, and alarms look at them each minute.
const ALARM_MS = 150_000;
const VERDICT_MS = 180_000;
const RECOVERY_MS = 240_000;
const MOST_INTERACTIONS = 6;

/** What only people know. */
const KNOWN_TO_PEOPLE = [
  'Identify failure reason',
  'Determine scope (full rollback or feature rollback)',
  'Document failure in incident report',
  'Check CloudWatch logs for errors',
  'Create post-mortem',
  'Schedule incident review',
  'Update runbook if needed',
];
/** What the product cannot see, because the demo tells nobody. */
const TOLD_BY_PEOPLE = ['Notify stakeholders', 'Notify stakeholders rollback complete'];

/** The keyboard, which counts what it is used for: a key, or words that are typed in one go. */
function countedHand({ keyboard }: Page) {
  let interactions = 0;
  return {
    interactions: () => interactions,
    press: (key: string) => {
      interactions += 1;
      return keyboard.press(key);
    },
    type: (words: string) => {
      interactions += 1;
      return keyboard.type(words);
    },
  };
}

/** A page of an admin, who alone may break something. */
async function adminPage(browser: Browser, baseURL: string): Promise<Page> {
  const storageState = statePath(world().folder, 'embedded', 'admin');
  return (await browser.newContext({ baseURL, storageState })).newPage();
}

async function shipFailingVersion(page: Page): Promise<void> {
  await page.goto(`/sandbox?function=${FUNCTION}`);
  await expect(page.getByRole('button', { name: `Function: ${FUNCTION}` })).toBeVisible();
  await page.getByRole('button', { name: 'Ship a failing version' }).press('Enter');
  await expect(page.getByRole('status').filter({ hasText: FUNCTION })).toContainText(
    /Version \d+ .* is live/,
  );
  await expectNoViolations(page);
}

/** Items that the product will tick as soon as it sees that they hold. */
async function awaited(request: APIRequestContext, id: string): Promise<string[]> {
  const answer = (await (await request.get(`/api/incidents/${id}`)).json()) as {
    items: { item: string; state: string; look: { result: string } | null }[];
  };
  return answer.items
    .filter(({ state, look }) => state === 'open' && look?.result === 'not_yet')
    .map(({ item }) => item);
}

async function completeChecklist(page: Page): Promise<void> {
  for (const label of KNOWN_TO_PEOPLE) {
    const tick = page.getByRole('button', { name: `Tick: ${label}`, exact: true });
    await tick.press('Enter');
    await expect(tick).toHaveCount(0);
  }
  for (const label of TOLD_BY_PEOPLE) {
    const tick = page.getByRole('button', { name: `Tick: ${label}`, exact: true });
    await tick.press('Enter');
    const ask = page.getByRole('dialog', { name: `Tick by hand: ${label}` });
    await ask.getByRole('textbox', { name: 'Why' }).fill('Told by telephone');
    await ask.getByRole('button', { name: 'Tick it' }).press('Enter');
    await expect(tick).toHaveCount(0);
  }
}

async function writeUp(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Begin the post-mortem' }).press('Enter');
  await page.getByRole('button', { name: 'Edit the post-mortem' }).press('Enter');
  await page.getByRole('textbox', { name: 'Root cause' }).fill('A library parsed dates otherwise.');
  await page.getByRole('button', { name: 'Save the post-mortem' }).press('Enter');
  const written = page.getByRole('region', { name: 'Post-mortem' });
  await expect(written).toContainText('A library parsed dates otherwise.');
  await expect(written).toContainText(/failed since version \d+ went live \d\d:\d\d UTC/);
}

test('a bad version is seen, taken back in six interactions, watched, written up and closed', async ({
  page,
  browser,
  context,
  server,
}) => {
  test.setTimeout(720_000);
  const admin = await adminPage(browser, server.url);
  await shipFailingVersion(admin);
  await signInNow(context, server);
  await page.goto('/live');
  const row = page.getByRole('row', { name: new RegExp(FUNCTION) });
  await expect(row).toContainText(/\d alarms?/, { timeout: ALARM_MS });
  await expect(page.getByRole('banner').getByRole('link', { name: /^[1-9]\d* alarms?$/ })).toBeVisible({
    timeout: 45_000,
  });
  await expect(page.getByRole('region', { name: 'What changed' })).toContainText(`live of ${FUNCTION} moved`);

  const hand = countedHand(page);
  await hand.press('Control+k');
  const palette = page.getByRole('dialog');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await hand.type('roll back cv-tailor');
  await expect(palette.getByRole('option', { selected: true })).toContainText(FUNCTION);
  await hand.press('Enter');
  // What the alarms say is the reason already.
  await expect(page.getByRole('textbox', { name: 'Why' })).toHaveValue(new RegExp(FUNCTION));
  await hand.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Type prod to confirm' })).toBeFocused();
  await hand.type('prod');
  await hand.press('Enter');
  await expect(page.getByRole('region', { name: 'Journal' })).toContainText('All 1 moved; verifying.');
  expect(hand.interactions()).toBeLessThanOrEqual(MOST_INTERACTIONS);

  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText('Improved', { timeout: VERDICT_MS });
  await expect(verdict).toContainText(/calls failed since version \d+ went live/);
  await expectNoViolations(page);

  await page.getByRole('region', { name: 'Incident' }).getByRole('link').first().click();
  await expect(page.getByRole('region', { name: 'Checklist' }).getByRole('listitem')).toHaveCount(14);
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await completeChecklist(page);
  await writeUp(page);
  // It watches the function recover, and ticks what it sees.
  await expect.poll(() => awaited(page.request, id), { timeout: RECOVERY_MS }).toEqual([]);
  await admin.goto('/live');
  await expect(admin.getByRole('row', { name: new RegExp(FUNCTION) })).toContainText('Clear', {
    timeout: ALARM_MS,
  });
  await expectNoViolations(page);
  const close = page.getByRole('button', { name: 'Close the incident' });
  await expect(close).toBeEnabled();
  await close.press('Enter');
  await expect(page.getByRole('region', { name: 'Before it is closed' })).toContainText('It was closed');
});
