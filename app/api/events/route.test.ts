import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { MAX_BATCH_BYTES } from '#lib/events/schema';
import { ctxFor, services } from '#lib/http/services';
import { createToken } from '#lib/people/commands/create-token';
import { temporaryFolder } from '#lib/testing/store';
import { GET as LATEST } from './latest/route';
import { GET as REJECTED } from './rejected/route';
import { POST } from './route';
import { GET as VOLUME } from './volume/route';

let data: Awaited<ReturnType<typeof temporaryFolder>>;
const tokens = { engineer: '', viewer: '' };

beforeAll(async () => {
  data = await temporaryFolder();
  vi.stubEnv('FLIGHTDECK_DATA', data.folder);
  vi.stubEnv('LOG_LEVEL', 'silent');
  const ctx = ctxFor(await services(), {
    actor: { kind: 'system', id: 'command-line' },
    requestId: 'test',
  });
  for (const role of ['engineer', 'viewer'] as const) {
    const { secret } = await createToken(ctx, { name: role, role });
    tokens[role] = secret ?? '';
  }
});

afterAll(() => data.remove());

interface Sent {
  token?: string;
  type?: string;
  key?: string;
}

async function send(body: string, { token = tokens.engineer, type = 'application/json', key }: Sent = {}) {
  const headers = new Headers({ 'content-type': type, ...(key ? { 'idempotency-key': key } : {}) });
  headers.set('authorization', `Bearer ${token}`);
  const request = new Request('http://localhost:3000/api/events', { method: 'POST', headers, body });
  const response = await POST(request, { params: Promise.resolve({}) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const view = (id?: string) => JSON.stringify({ ...(id ? { id } : {}), userId: 'u', type: 'view' });
const batch = (...events: string[]) => `{"events": [${events.join(', ')}]}`;

describe('POST /api/events', () => {
  it('stores JSON and lines, durable and visible within 2 seconds', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    expect(await send(batch(view(a), view(a), '{}'))).toMatchObject({
      status: 202,
      body: { accepted: 1, duplicates: 1, rejected: [{ index: 2 }] },
    });
    const lines = await send(`${view(a)}\n${view(b)}\n`, { type: 'application/x-ndjson' });
    expect(lines).toMatchObject({ status: 202, body: { accepted: 1, duplicates: 1, rejected: [] } });
    const { warehouse } = await services();
    const count = async () => {
      const columns = { n: 'integer' } as const;
      const options = { label: 'test', columns, timeoutMs: 5000 };
      const text = 'select count(*) as n from events where event_id in (?, ?)';
      return (await warehouse.query(text, [a, b], options)).rows[0]?.n;
    };
    await expect.poll(count, { timeout: 2000, interval: 50 }).toBe(2);
  });

  it('binds a key to the body that it came with', async () => {
    const key = randomUUID();
    const first = await send(batch(view(), view()), { key });
    expect(first).toMatchObject({ status: 202, body: { accepted: 2, duplicates: 0 } });
    expect(await send(batch(view(), view()), { key })).toEqual(first);
    expect(await send(batch(view()), { key })).toMatchObject({
      status: 422,
      body: { code: 'unprocessable' },
    });
  });

  it.each([
    ['a stranger', batch(), { token: 'fd_stranger' }, 401],
    ['a viewer', batch(), { token: 'viewer' }, 403],
    ['another content type', batch(), { type: 'text/plain' }, 415],
    ['what is no JSON', '{', {}, 400],
    ['8 MiB and a byte', ' '.repeat(MAX_BATCH_BYTES + 1), {}, 413],
  ])('refuses %s', async (_, body, sent, status) => {
    const token = 'token' in sent && sent.token === 'viewer' ? tokens.viewer : undefined;
    expect((await send(body, token ? { token } : sent)).status).toBe(status);
  });
});

describe('what has arrived', () => {
  async function read(handler: typeof LATEST, path: string, token = tokens.viewer) {
    const headers = { authorization: `Bearer ${token}` };
    const request = new Request(`http://localhost:3000/api/events/${path}`, { headers });
    const response = await handler(request, { params: Promise.resolve({}) });
    return { status: response.status, body: await response.json() };
  }

  it('is there two seconds later: the event whole, its count, and what was refused', async () => {
    const user = randomUUID();
    const event = { userId: user, type: 'try', feature: 'shop', properties: { plan: 'pro' } };
    await send(batch(JSON.stringify(event), JSON.stringify({ type: 'try', secret: user })));
    const now = Date.now();
    const period = [now - 86_400_000, now + 86_400_000].map((time) => new Date(time).toISOString());
    const query = new URLSearchParams({ from: period[0] ?? '', to: period[1] ?? '', userId: user });
    const latest = async () => (await read(LATEST, `latest?${query}`)).body.events;
    await expect.poll(latest, { timeout: 2000, interval: 100 }).toMatchObject([event]);
    expect(await read(VOLUME, `volume?${query}`)).toMatchObject({
      status: 200,
      body: { total: 1, interval: 'day', series: [{ type: 'try', feature: 'shop', count: 1 }] },
    });
    const refusedAs = async (token: string) => {
      const { rejected } = (await read(REJECTED, 'rejected', token)).body;
      return rejected.find(({ type }: { type: string }) => type === 'try');
    };
    await expect
      .poll(() => refusedAs(tokens.viewer), { timeout: 5000 })
      .toMatchObject({
        sender: 'engineer',
        reason: expect.stringMatching(/^userId: /),
        samples: null,
      });
    expect((await refusedAs(tokens.engineer)).samples[0]).toContain(user);
  });

  it.each([
    ['a period without an end', 'latest?from=2026-01-01T00:00:00Z'],
    ['too many', 'latest?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&limit=201'],
  ])('refuses %s', async (_, path) => {
    expect((await read(LATEST, path)).status).toBe(400);
  });
});
