import { expect, test } from './fixtures.ts';

test.use({ role: 'nobody' });

test('somebody signs in by the form, is led back to where they wanted, and signs out', async ({
  page,
  server,
}) => {
  const { email, password, name } = server.people.engineer;
  await page.goto('/import');
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel('E-mail').fill(email.toUpperCase());
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Sections' })).toBeVisible();

  await page.getByRole('button', { name: `Account of ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/funnels');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('a wrong password is refused in words that do not say whether the account exists', async ({
  page,
  server,
}) => {
  const refusals: string[] = [];
  for (const email of [server.people.viewer.email, 'nobody@example.com']) {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    const refusal = page.getByRole('alert').filter({ hasText: /\w/ });
    await expect(refusal).toBeVisible();
    refusals.push((await refusal.textContent()) ?? '');
  }
  expect(refusals[0]).toBe(refusals[1]);
  await expect(page).toHaveURL(/\/sign-in/);
});

test('the page after signing in cannot be another site', async ({ page, server }) => {
  const { email, password } = server.people.auditor;
  await page.goto('/sign-in?next=https://elsewhere.example/');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Sections' })).toBeVisible();
  expect(new URL(page.url()).origin).toBe(new URL(server.url).origin);
});

test('the password never stands in a URL', async ({ page, server }) => {
  const { email, password } = server.people.viewer;
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Sections' })).toBeVisible();
  expect(urls.filter((url) => url.includes(encodeURIComponent(password)))).toEqual([]);
});
