import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Role } from '#lib/core/roles';
import { closeServices, ctxFor, services } from '#lib/http/services';
import { createToken } from '#lib/people/commands/create-token';
import { temporaryFolder } from '#lib/testing/store';
import * as copies from './[id]/copies/route';
import * as digest from './[id]/digest/route';
import * as saved from './[id]/route';
import * as list from './route';

type Handler = typeof list.GET;

interface Sent {
  role?: Role;
  method?: string;
  search?: string;
  body?: unknown;
  id?: string;
}

const TILE = { id: '00000000-0000-4000-8000-000000000001', kind: 'stickiness' };
const UNKNOWN = '00000000-0000-4000-8000-00000000dead';

const tokens = new Map<Role, string>();
let data: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  data = await temporaryFolder();
  vi.stubEnv('FLIGHTDECK_DATA', data.folder);
  vi.stubEnv('LOG_LEVEL', 'silent');
  const ctx = ctxFor(await services(), { actor: { kind: 'system', id: 'command-line' }, requestId: 'test' });
  for (const role of ['product', 'viewer'] as const) {
    tokens.set(role, (await createToken(ctx, { name: role, role })).secret ?? '');
  }
});
afterAll(async () => {
  await closeServices();
  await data.remove();
});

async function send(handler: Handler, { role = 'product', method, search = '', body, id }: Sent = {}) {
  const headers = new Headers({ authorization: `Bearer ${tokens.get(role)}` });
  if (body !== undefined) headers.set('content-type', 'application/json');
  const request = new Request(`http://localhost:3000/api/dashboards${search}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve(id === undefined ? {} : { id }) });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

describe('the routes of dashboards', () => {
  it('let editors make, change, copy and delete one, and everybody read it', async () => {
    const made = await send(list.POST, { body: { name: 'Monday', definition: { tiles: [TILE] } } });
    expect(made).toMatchObject({ status: 201, body: { version: 1, definition: { range: '28d' } } });
    const { id, definition } = made.body;
    const change = { id, method: 'PUT', body: { name: 'Tuesday', definition, version: 1 } };
    expect(await send(saved.PUT, change)).toMatchObject({
      status: 200,
      body: { name: 'Tuesday', version: 2 },
    });
    expect(await send(saved.PUT, change)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(await send(saved.GET, { id, role: 'viewer' })).toMatchObject({
      status: 200,
      body: { version: 2 },
    });
    const copy = await send(copies.POST, { id, method: 'POST' });
    expect(copy).toMatchObject({ status: 201, body: { name: 'Copy of Tuesday' } });
    expect(await send(saved.DELETE, { id: copy.body.id, method: 'DELETE' })).toMatchObject({ status: 204 });
    const all = await send(list.GET, { role: 'viewer' });
    expect(all.body.dashboards.map(({ name }: { name: string }) => name)).toEqual(['Tuesday']);
  });

  it('refuse readers, what is malformed, and what is not there', async () => {
    const asked: [Handler, Sent, number, string][] = [
      [list.POST, { role: 'viewer', body: { name: 'Mine' } }, 403, 'forbidden'],
      [saved.DELETE, { role: 'viewer', method: 'DELETE', id: UNKNOWN }, 403, 'forbidden'],
      [list.POST, { body: { name: 'Mine', colour: 'red' } }, 400, 'invalid'],
      [saved.GET, { id: 'one' }, 400, 'invalid'],
      [saved.GET, { id: UNKNOWN }, 404, 'not_found'],
      [digest.GET, { id: UNKNOWN, search: '?week=47' }, 400, 'invalid'],
      [digest.GET, { id: UNKNOWN }, 404, 'not_found'],
    ];
    for (const [handler, sent, status, code] of asked) {
      expect(await send(handler, sent)).toMatchObject({ status, body: { code } });
    }
  });

  it('serve a digest of a store without events', async () => {
    const { body } = await send(list.POST, { body: { name: 'Empty', definition: { tiles: [TILE] } } });
    const read = await send(digest.GET, { id: body.id, role: 'viewer', search: '?timeZone=Asia/Tokyo' });
    expect(read).toMatchObject({ status: 200, body: { timeZone: 'Asia/Tokyo', dataThrough: null } });
    expect(read.body.items).toMatchObject([
      {
        kind: 'stickiness',
        sayings: [
          {
            verdict: 'nothing',
            sentence: 'Nothing happened: no users, neither this week nor the week before.',
          },
        ],
      },
    ]);
  });
});
