import type { Role } from '../lib/core/roles.ts';
import { expect, test } from './fixtures.ts';
import { MENU, READING } from './menu.ts';

const EVERY_PAGE = [...READING, 'Import', 'Audit', 'People', 'Tokens', 'Sandbox'].map(
  (name) => `/${name.toLowerCase()}`,
);

const FUNNEL = { name: 'Roles', definition: { steps: [{ step: 'view' }, { step: 'submit' }] } };

/** Asks that change nothing, or nothing that another test looks at; the roles that may. */
const ASKS: { ask: string; method: 'get' | 'post'; path: string; data?: unknown; may: Role[] }[] = [
  {
    ask: 'read funnels',
    method: 'get',
    path: '/api/funnels',
    may: ['viewer', 'product', 'engineer', 'auditor', 'admin'],
  },
  {
    ask: 'make a funnel',
    method: 'post',
    path: '/api/funnels',
    data: FUNNEL,
    may: ['product', 'engineer', 'admin'],
  },
  {
    ask: 'send events',
    method: 'post',
    path: '/api/events',
    data: { events: [] },
    may: ['product', 'engineer', 'admin'],
  },
  {
    ask: 'read adoption',
    method: 'get',
    path: '/api/adoption/overview?from=2026-01-01T00:00:00Z&to=2026-01-08T00:00:00Z',
    may: ['viewer', 'product', 'engineer', 'auditor', 'admin'],
  },
  {
    ask: 'make a dashboard',
    method: 'post',
    path: '/api/dashboards',
    data: { name: 'Roles' },
    may: ['product', 'engineer', 'admin'],
  },
  {
    ask: 'write a note',
    method: 'post',
    path: '/api/notes',
    data: { day: '1999-01-01', text: 'Roles' },
    may: ['product', 'engineer', 'admin'],
  },
  { ask: 'list imports', method: 'get', path: '/api/imports', may: ['product', 'engineer', 'admin'] },
  { ask: 'read the audit', method: 'get', path: '/api/audit', may: ['auditor', 'admin'] },
  { ask: 'verify the audit', method: 'get', path: '/api/audit/verification', may: ['auditor', 'admin'] },
  { ask: 'list people', method: 'get', path: '/api/people', may: ['admin'] },
  { ask: 'list tokens', method: 'get', path: '/api/tokens', may: ['admin'] },
  { ask: 'see what is broken', method: 'get', path: '/api/sandbox/troubles', may: ['admin'] },
];

for (const [role, sections] of Object.entries(MENU) as [Role, string[]][]) {
  test.describe(`as ${role}`, () => {
    test.use({ role });

    test('the menu holds what the role may do, and the rest is refused as a page too', async ({ page }) => {
      await page.goto('/funnels');
      const menu = page.getByRole('navigation', { name: 'Sections' });
      await expect(menu.getByRole('link')).toHaveText(sections);
      for (const path of EVERY_PAGE) {
        const isAllowed = sections.some((section) => path === `/${section.toLowerCase()}`);
        const response = await page.request.get(path);
        expect(response.status(), path).toBe(isAllowed ? 200 : 403);
      }
    });

    for (const { ask, method, path, data, may } of ASKS) {
      const isAllowed = may.includes(role);
      test(`may ${isAllowed ? '' : 'not '}${ask}`, async ({ request }) => {
        const answer = await request[method](path, data === undefined ? {} : { data });
        if (isAllowed) expect(answer.status()).toBeLessThan(300);
        else {
          expect(answer.status()).toBe(403);
          expect(await answer.json()).toMatchObject({ code: 'forbidden' });
        }
      });
    }
  });
}

test.describe('a page that is not for a role', () => {
  test.use({ role: 'viewer' });

  test('says so, and leads on', async ({ page }) => {
    await page.goto('/audit');
    await expect(page.getByRole('heading', { level: 1, name: 'Not for your role' })).toBeVisible();
    await page.getByRole('link', { name: 'Go to funnels' }).press('Enter');
    await expect(page).toHaveURL(/\/funnels/);
  });
});
