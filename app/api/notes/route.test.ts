import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeServices, ctxFor, services } from '#lib/http/services';
import { createToken } from '#lib/people/commands/create-token';
import { temporaryFolder } from '#lib/testing/store';
import { DELETE, PUT, GET as READ } from './[id]/route';
import { GET, POST } from './route';

let data: Awaited<ReturnType<typeof temporaryFolder>>;
const tokens = { product: '', viewer: '' };

beforeAll(async () => {
  data = await temporaryFolder();
  vi.stubEnv('FLIGHTDECK_DATA', data.folder);
  vi.stubEnv('LOG_LEVEL', 'silent');
  const actor = { kind: 'system', id: 'command-line' } as const;
  const ctx = ctxFor(await services(), { actor, requestId: 'test' });
  for (const role of ['product', 'viewer'] as const) {
    tokens[role] = (await createToken(ctx, { name: role, role })).secret ?? '';
  }
});

afterAll(async () => {
  await closeServices();
  await data.remove();
});

type Handler = typeof GET;

async function call(
  handler: Handler,
  method: string,
  path: string,
  body?: unknown,
  role: keyof typeof tokens = 'product',
) {
  const headers = new Headers({
    authorization: `Bearer ${tokens[role]}`,
    'content-type': 'application/json',
  });
  const url = `http://localhost:3000${path}`;
  const request = new Request(url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  const id = path.split('?')[0]?.split('/')[3];
  const response = await handler(request, { params: Promise.resolve(id ? { id } : {}) });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

describe('/api/notes', () => {
  it('adds, lists, changes and deletes', async () => {
    const made = await call(POST, 'POST', '/api/notes', { day: '2026-03-03', text: 'press' });
    expect(made).toMatchObject({
      status: 201,
      body: { day: '2026-03-03', time: null, href: null, version: 1 },
    });
    const path = `/api/notes/${made.body.id}`;
    const period = '/api/notes?from=2026-03-03T00:00:00Z&to=2026-03-04T00:00:00Z';
    expect(await call(GET, 'GET', period, undefined, 'viewer')).toMatchObject({
      status: 200,
      body: { notes: [{ text: 'press' }], nextCursor: null },
    });
    const edit = { time: '2026-03-03T12:00:00Z', text: 'on air', version: 1 };
    expect(await call(PUT, 'PUT', path, edit)).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await call(PUT, 'PUT', path, edit)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(await call(READ, 'GET', path)).toMatchObject({ body: { text: 'on air', day: null } });
    expect((await call(DELETE, 'DELETE', path)).status).toBe(204);
    expect((await call(READ, 'GET', path)).status).toBe(404);
    expect((await call(DELETE, 'DELETE', path)).status).toBe(404);
  });

  it.each([
    ['a viewer', { day: '2026-03-03', text: 'a' }, 'viewer', 403],
    ['a field that is not known', { day: '2026-03-03', text: 'a', color: 'red' }, 'product', 400],
    ['a note about no time', { text: 'a' }, 'product', 400],
  ] as const)('refuses %s', async (_, body, role, status) => {
    expect((await call(POST, 'POST', '/api/notes', body, role)).status).toBe(status);
  });
});
