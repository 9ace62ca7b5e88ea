import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { tabTo } from './keyboard.ts';
import type { DemoServer } from './world.ts';

// The events of one run of the tests are told apart from every other's by their names.
const MARK = `jot${Date.now().toString(36)}`;
const STEPS = [`${MARK}_open`, `${MARK}_fill`, `${MARK}_send`] as const;
const DAY_MS = 86_400_000;

type Person = DemoServer['people']['product'];

/** Twenty people ten days ago: 20 open, 12 fill, 6 send, an hour apart. One more sends before they open. */
function csv(): string {
  const start = Math.floor(Date.now() / DAY_MS) * DAY_MS - 10 * DAY_MS;
  const row = (user: number, step: number) =>
    `reader-${user},${STEPS[step]},${new Date(start + step * 3_600_000 + user * 1000).toISOString()},${user % 2 ? 'mobile' : 'desktop'}`;
  const users = Array.from({ length: 20 }, (_, user) => user);
  const rows = [20, 12, 6].flatMap((count, step) => users.slice(0, count).map((user) => row(user, step)));
  const early = `reader-99,${STEPS[2]},${new Date(start - 3_600_000).toISOString()},desktop`;
  return ['user_id,event,timestamp,platform', ...rows, early, row(99, 0)].join('\n');
}

test.use({ role: 'nobody' });

test('from a file of events to a funnel that somebody else opens by its link', async ({
  page,
  browser,
  server,
  baseURL,
  engine,
}) => {
  test.setTimeout(180_000);
  await test.step('sign in', () => signIn(page, server.people.product));

  await test.step('import a file', async () => {
    await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Import' }).click();
    await page
      .getByLabel('File of events')
      .setInputFiles({ name: `${MARK}.csv`, mimeType: 'text/csv', buffer: Buffer.from(csv()) });
    await expect(page.getByRole('heading', { level: 1, name: `${MARK}.csv` })).toBeVisible();
    await expect(page.getByLabel('What user_id is')).toContainText('User');
    await page.getByRole('button', { name: 'Import events' }).click();
    await expect(page.getByText('40 new events are visible now.')).toBeVisible({ timeout: 60_000 });
  });

  await test.step('build the funnel by keyboard alone', async () => {
    await page.goto('/funnels/new');
    await chooseEvent(page, 1, STEPS[0]);
    // Put in as the second step what belongs last, to move it afterwards.
    await chooseEvent(page, 2, STEPS[2]);
    const add = page.getByRole('button', { name: 'Add a step' });
    await tabTo(page, add);
    await page.keyboard.press('Enter');
    await chooseEvent(page, 3, STEPS[1]);
    await expect(eventsOf(page, 3)).toBeFocused();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(eventsOf(page, 2)).toHaveAccessibleName(`Events of step 2: ${STEPS[1]}`);
    await expect(eventsOf(page, 3)).toHaveAccessibleName(`Events of step 3: ${STEPS[2]}`);
  });

  await test.step('read it', async () => {
    await expect(page.getByRole('table').first()).toBeVisible();
    const rows = page.getByRole('table').filter({ hasText: STEPS[2] }).first().getByRole('row');
    for (const [step, count] of [
      [STEPS[0], '21'],
      [STEPS[1], '12'],
      [STEPS[2], '6'],
    ] as const) {
      await expect(rows.filter({ hasText: step })).toContainText(count);
    }
  });

  await test.step('know which engine read it', async () => {
    const period = { from: new Date(Date.now() - 30 * DAY_MS).toISOString(), to: new Date().toISOString() };
    const answer = await page.request.get('/api/event-types', { params: period });
    const { meta } = (await answer.json()) as { meta: { engine: string } };
    expect(meta.engine).toBe(engine === 'athena' ? 'athena' : 'duckdb');
  });

  await test.step('open the people behind a number, by keyboard', async () => {
    const dropped = page.getByRole('button', { name: /^9 users did not reach step 2/ });
    const first = page.locator('[data-part="1.converted"]');
    await tabTo(page, first);
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('[data-part^="2."]:focus')).toBeVisible();
    await dropped.focus();
    await page.keyboard.press('Enter');
    const people = page.getByRole('dialog');
    await expect(people.getByRole('heading', { name: /^9 users who did not reach step 2/ })).toBeVisible();
    await expect(people.getByRole('row')).toHaveCount(1 + 9);
    await expect(people).toContainText('reader-99');
    await page.keyboard.press('Escape');
    await expect(people).toBeHidden();
  });

  await test.step('share the link', async () => {
    const shared = page.url();
    const other = await browser.newContext({ baseURL: baseURL ?? '' });
    const theirs = await other.newPage();
    await signIn(theirs, server.people.viewer);
    await theirs.goto(shared);
    await expect(eventsOf(theirs, 3)).toHaveAccessibleName(`Events of step 3: ${STEPS[2]}`);
    const rows = theirs.getByRole('table').filter({ hasText: STEPS[2] }).first().getByRole('row');
    await expect(rows.filter({ hasText: STEPS[2] })).toContainText('6');
    await other.close();
  });

  await test.step('sign out', async () => {
    await page.getByRole('button', { name: `Account of ${server.people.product.name}` }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/sign-in/);
  });
});

async function signIn(page: Page, { email, password }: Person): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Sections' })).toBeVisible();
}

function eventsOf(page: Page, step: number) {
  return page.getByRole('button', { name: new RegExp(`^Events of step ${step}:`) });
}

async function chooseEvent(page: Page, step: number, type: string): Promise<void> {
  await tabTo(page, eventsOf(page, step));
  await page.keyboard.press('Enter');
  await page.keyboard.type(type);
  await expect(page.getByRole('option').first()).toContainText(type);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
}
