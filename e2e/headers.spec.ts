import { expect, test } from './fixtures.ts';

test.describe('a page', () => {
  test('lets only its own scripts run, frames nowhere and is kept by nobody', async ({ page }) => {
    const response = await page.goto('/funnels');
    const headers = response?.headers() ?? {};
    const policy = headers['content-security-policy'] ?? '';
    const nonce = /script-src [^;]*'nonce-([^']+)'/.exec(policy)?.[1];
    expect(nonce).toBeTruthy();
    expect(policy).not.toMatch(/script-src [^;]*'unsafe-(inline|eval)'/);
    for (const part of [
      "frame-ancestors 'none'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
    ]) {
      expect(policy).toContain(part);
    }
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBeTruthy();
    expect(headers['cache-control']).toContain('no-store');
    expect(headers['x-powered-by']).toBeUndefined();
    const html = (await response?.text()) ?? '';
    const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
  });

  test('gets another nonce each time', async ({ request }) => {
    const policies = await Promise.all(
      ['/sign-in', '/sign-in'].map(
        async (url) => (await request.get(url)).headers()['content-security-policy'],
      ),
    );
    expect(policies[0]).not.toBe(policies[1]);
  });

  test('breaks none of its own rules', async ({ page }) => {
    const refused: string[] = [];
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) refused.push(message.text());
    });
    await page.goto('/funnels');
    await page.waitForLoadState('networkidle');
    expect(refused).toEqual([]);
  });
});

test.describe('the API', () => {
  test('keeps answers to signed-in people out of every cache', async ({ request }) => {
    const answer = await request.get('/api/funnels');
    expect(answer.status()).toBe(200);
    expect(answer.headers()).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test('refuses a write from another site', async ({ request }) => {
    const answer = await request.post('/api/events', {
      headers: { origin: 'https://elsewhere.example' },
      data: { events: [] },
    });
    expect(answer.status()).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'forbidden', status: 403 });
  });

  test('refuses a write that a form could send', async ({ request }) => {
    const answer = await request.post('/api/funnels', {
      headers: { 'content-type': 'text/plain' },
      data: '{"name":"x"}',
    });
    expect(answer.status()).toBe(415);
    expect(await answer.json()).toMatchObject({ code: 'unsupported' });
  });

  test('refuses unknown fields and names them', async ({ request }) => {
    const answer = await request.post('/api/funnels/query', {
      data: {
        steps: [{ step: 'a' }, { step: 'b' }],
        from: '2026-01-01T00:00:00Z',
        to: '2026-01-02T00:00:00Z',
        colour: 'red',
      },
    });
    expect(answer.status()).toBe(400);
    const problem = await answer.json();
    expect(answer.headers()['content-type']).toContain('application/problem+json');
    expect(problem).toMatchObject({ code: 'invalid', status: 400, requestId: expect.any(String) });
    expect(JSON.stringify(problem.errors)).toContain('colour');
  });

  test('describes itself', async ({ request }) => {
    const description = await (await request.get('/api/openapi.json')).json();
    expect(description.openapi).toMatch(/^3\.1/);
    expect(Object.keys(description.paths)).toEqual(
      expect.arrayContaining(['/api/events', '/api/funnels/query', '/api/people', '/api/audit/verification']),
    );
  });
});

test.describe('without a session', () => {
  test.use({ role: 'nobody' });

  test('the API says who is missing, and nothing else', async ({ request }) => {
    for (const path of ['/api/funnels', '/api/people', '/api/audit', '/api/tokens', '/api/imports']) {
      const answer = await request.get(path);
      expect(answer.status(), path).toBe(401);
      expect(await answer.json(), path).toMatchObject({ code: 'unauthenticated', status: 401 });
    }
  });

  test('health is public, its details are not', async ({ request }) => {
    const health = await (await request.get('/api/health')).json();
    expect(Object.keys(health).sort()).toEqual(['status', 'version']);
    expect(health.status).toBe('ok');
  });

  test('pages lead to the sign-in', async ({ page }) => {
    await page.goto('/funnels');
    await expect(page).toHaveURL(/\/sign-in/);
  });
});

test('the session cookie is out of reach of scripts and of other sites', async ({ context }) => {
  const session = (await context.cookies()).find(({ name }) => name === 'flightdeck.session');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
});
