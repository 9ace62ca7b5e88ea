import type { Locator, Page } from '@playwright/test';
import { DAY_MS, HOUR_MS, type SentEvent, sendEvents } from './events.ts';
import { expect, test } from './fixtures.ts';
import { statePath, world } from './world.ts';

// One run's feature is told apart from every other's by its key, which is its name as well.
const FEATURE = `Letters${Date.now().toString(36)}`;
const START = Math.floor(Date.now() / DAY_MS) * DAY_MS - 12 * DAY_MS;

/** How many do what, and how many hours after the first: the first people do everything. */
const DEEDS = [
  ['view', 40, 0],
  ['use', 25, 1],
  ['complete', 15, 2],
  ['use', 10, 3 * 24],
  ['share', 5, 4 * 24],
] as const;

function events(): SentEvent[] {
  return DEEDS.flatMap(([type, people, hours]) =>
    Array.from({ length: people }, (_, person) => ({
      userId: `${FEATURE}-${person}`,
      type,
      feature: FEATURE,
      time: START + hours * HOUR_MS + person * 1000,
    })),
  );
}

test.use({ role: 'product' });

test('from events that mean nothing yet to a dashboard that somebody else reads', async ({
  page,
  request,
  browser,
  baseURL,
  engine,
}) => {
  test.setTimeout(240_000);
  await sendEvents(request, events());

  await test.step('define the feature that the events name', async () => {
    await page.goto('/features');
    await page.getByRole('button', { name: `Look at ${FEATURE} first` }).click();
    const form = page.getByRole('dialog', { name: 'Define a feature' });
    await form.getByRole('button', { name: 'Define feature' }).click();
    await expect(form).toBeHidden();
    await expect(page.getByRole('table', { name: 'Defined features' })).toContainText(FEATURE);
  });

  await test.step('find it in the overview', async () => {
    await menu(page).getByRole('link', { name: 'Adoption' }).click();
    const row = page
      .getByRole('table', { name: /^Features/ })
      .getByRole('row')
      .filter({ hasText: FEATURE });
    // 15 of the 25 who tried it completed it, and 10 came back.
    await expect(row).toContainText('60.0%');
    await expect(row).toContainText('40.0%');
    await row.getByRole('link', { name: FEATURE }).click();
    await expect(page.getByRole('heading', { level: 1, name: FEATURE })).toBeVisible();
  });

  await test.step('read its life cycle, and who is behind a number', async () => {
    await expect(
      page.getByText(/40 saw it and 25 tried it; 40\.0% came back within 7 days; 5 told others/),
    ).toBeVisible();
    await page.getByRole('button', { name: /^Came back within 7 days: 10 of 25/ }).click();
    const people = page.getByRole('dialog');
    await expect(people.getByRole('row')).toHaveCount(1 + 10);
    await expect(people).toContainText(`${FEATURE}-9`);
    await page.keyboard.press('Escape');
    await expect(people).toBeHidden();
  });

  await test.step('write down what happened, and meet it on the chart', async () => {
    const text = `Press about ${FEATURE}`;
    await addNote(page, text, START);
    await page.goto(`/adoption/${FEATURE}`);
    await expect(page.getByRole('button', { name: new RegExp(`Note: .*${text}`) }).first()).toBeVisible();
  });

  const link = await test.step('compose a dashboard', () => composeDashboard(page));

  await test.step('somebody else opens its link', async () => {
    const storageState = statePath(world().folder, engine, 'viewer');
    const context = await browser.newContext({ baseURL: baseURL ?? '', storageState });
    const theirs = await context.newPage();
    await theirs.goto(link);
    const tile = theirs.getByRole('listitem').filter({ hasText: 'How many get through' });
    await expect(tile).toContainText('60.0%');
    await expect(tile).toContainText('15 of 25');
    await expect(theirs.getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0);
    await context.close();
  });
});

function menu(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Sections' });
}

async function addNote(page: Page, text: string, time: number): Promise<void> {
  await page.goto('/notes');
  await page.getByRole('button', { name: 'Add a note' }).first().click();
  const form = page.getByRole('dialog', { name: 'Add a note' });
  await form.getByLabel('What happened').fill(text);
  await form.getByLabel('Day', { exact: true }).fill(new Date(time).toISOString().slice(0, 10));
  await form.getByRole('button', { name: 'Add note' }).click();
  await expect(page.getByRole('row').filter({ hasText: text })).toBeVisible();
}

/** A dashboard of one number; answers its address. */
async function composeDashboard(page: Page): Promise<string> {
  await menu(page).getByRole('link', { name: 'Dashboards' }).click();
  await page.getByRole('button', { name: 'New dashboard' }).click();
  await page.getByLabel('Name').fill(`About ${FEATURE}`);
  await page.getByRole('button', { name: 'Make dashboard' }).click();
  await page.getByRole('button', { name: 'Add a tile' }).first().click();
  const form = page.getByRole('dialog', { name: 'Add a tile' });
  await form.getByLabel('Feature').click();
  await page.keyboard.type(FEATURE);
  await page.getByRole('option', { name: FEATURE }).click();
  await form.getByLabel('Metric').selectOption({ label: 'Activation rate' });
  await form.getByLabel('Title').fill('How many get through');
  await form.getByRole('button', { name: 'Add tile' }).click();
  await page.getByRole('button', { name: 'Save dashboard' }).click();
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'How many get through' })).toContainText('60.0%');
  return page.url();
}
