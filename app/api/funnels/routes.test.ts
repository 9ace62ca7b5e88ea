import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Role } from '#lib/core/roles';
import { closeServices, ctxFor, services } from '#lib/http/services';
import { createToken } from '#lib/people/commands/create-token';
import { storedEvent, temporaryFolder } from '#lib/testing/store';
import * as copies from './[id]/copies/route';
import * as results from './[id]/results/route';
import * as saved from './[id]/route';
import * as savedConvert from './[id]/time-to-convert/route';
import * as savedTrend from './[id]/trend/route';
import * as savedUsers from './[id]/users/route';
import * as otherRules from './query/other-rules/route';
import * as query from './query/route';
import * as convert from './query/time-to-convert/route';
import * as trend from './query/trend/route';
import * as users from './query/users/route';
import * as list from './route';

type Handler = typeof query.POST;

interface Sent {
  role?: Role;
  method?: string;
  search?: string;
  body?: unknown;
  id?: string;
}

const NOON = Date.UTC(2026, 0, 5, 12);
const DEFINITION = { feature: 'shop', steps: [{ step: 'view' }, { step: 'save', name: 'Saved' }] };
const PERIOD = { from: '2026-01-05T00:00:00Z', to: '2026-01-06T00:00:00Z' };
const SEARCH = `?${new URLSearchParams(PERIOD)}`;
const QUESTION = { ...DEFINITION, ...PERIOD };

const tokens = new Map<Role, string>();
let data: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  data = await temporaryFolder();
  vi.stubEnv('FLIGHTDECK_DATA', data.folder);
  vi.stubEnv('LOG_LEVEL', 'silent');
  const provided = await services();
  const ctx = ctxFor(provided, { actor: { kind: 'system', id: 'command-line' }, requestId: 'test' });
  for (const role of ['product', 'viewer'] as const) {
    tokens.set(role, (await createToken(ctx, { name: role, role })).secret ?? '');
  }
  await provided.events.append([
    storedEvent('1', { userId: 'ana', eventTime: NOON }),
    storedEvent('2', { userId: 'ana', eventTime: NOON + 90_000, eventType: 'save' }),
    storedEvent('3', { userId: 'bob', eventTime: NOON }),
  ]);
  const { warehouse } = provided;
  await vi.waitFor(async () => {
    expect((await warehouse.state('2026-01-05', '2026-01-05')).dataThrough).not.toBeNull();
  }, 5000);
});

afterAll(async () => {
  await closeServices();
  await data.remove();
});

async function send(handler: Handler, { role = 'viewer', method, search = '', body, id }: Sent = {}) {
  const headers = new Headers({ authorization: `Bearer ${tokens.get(role)}` });
  if (body !== undefined) headers.set('content-type', 'application/json');
  const request = new Request(`http://localhost:3000/api/funnels${search}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve(id === undefined ? {} : { id }) });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

async function makeFunnel(name: string = randomUUID()): Promise<{ id: string; version: number }> {
  const made = await send(list.POST, { role: 'product', body: { name, definition: DEFINITION } });
  expect(made.status).toBe(201);
  return made.body;
}

const META = {
  engine: 'duckdb',
  computedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
  dataThrough: '2026-01-05T12:01:30.000Z',
  cached: expect.any(Boolean),
  elapsedMs: expect.any(Number),
  bytesScanned: expect.any(Number),
  costUsd: 0,
};

/** One of two users saved: 1/2, with the Wilson interval that goes with it. */
const RESULTS = {
  feature: 'shop',
  period: { start: '2026-01-05T00:00:00.000Z', end: '2026-01-06T00:00:00.000Z' },
  windowSeconds: 604_800,
  order: 'ordered',
  unit: 'user',
  rule: expect.stringMatching(/\.$/),
  excluded: 0,
  funnel: [
    {
      step: 'view',
      name: 'view',
      optional: false,
      count: 2,
      dropoffRate: 0,
      conversionFromPrevious: 1,
      conversionFromStart: 1,
      interval: null,
      pending: 0,
      dropped: 0,
      matured: { count: 2, conversionFromPrevious: 1, conversionFromStart: 1 },
      medianSeconds: null,
      averageSeconds: null,
    },
    {
      step: 'save',
      name: 'Saved',
      optional: false,
      count: 1,
      dropoffRate: 0.5,
      conversionFromPrevious: 0.5,
      conversionFromStart: 0.5,
      interval: [expect.closeTo(0.0945, 4), expect.closeTo(0.9055, 4)],
      pending: 0,
      dropped: 1,
      matured: { count: 1, conversionFromPrevious: 0.5, conversionFromStart: 0.5 },
      medianSeconds: 90,
      averageSeconds: 90,
    },
  ],
  overallConversion: 0.5,
  emptySteps: [],
  meta: META,
};

const TREND = {
  interval: 'day',
  timeZone: 'UTC',
  points: [{ start: '2026-01-05T00:00:00.000Z', entered: 2, completed: 1, conversion: 0.5, pending: 0 }],
  meta: META,
};

const CONVERT = {
  fromStep: 1,
  toStep: 2,
  bins: [{ fromSeconds: expect.any(Number), count: 1 }],
  binSeconds: expect.any(Number),
  averageSeconds: 90,
  medianSeconds: 90,
  count: 1,
  meta: META,
};

const DROPPED = {
  users: [
    {
      userId: 'bob',
      steps: ['2026-01-05T12:00:00.000Z'],
      stoppedBecause: expect.stringMatching(/./),
    },
  ],
  total: 1,
  nextCursor: null,
  meta: META,
};

const OTHER_RULES = {
  ours: [2, 1],
  others: ['event-counts', 'first-entry-only', 'per-session'].map((rule) => ({
    rule,
    name: expect.any(String),
    explanation: expect.any(String),
    counts: rule === 'per-session' ? [0, 0] : [2, 1],
  })),
  meta: META,
};

describe('a question that is not saved', () => {
  it.each<[string, Handler, object, object]>([
    ['results', query.POST, {}, RESULTS],
    ['trend', trend.POST, { interval: 'day' }, TREND],
    ['time to convert', convert.POST, { fromStep: 1, toStep: 2 }, CONVERT],
    ['users', users.POST, { step: 2, outcome: 'dropped' }, DROPPED],
    ['other rules', otherRules.POST, {}, OTHER_RULES],
  ])('has an answer of exactly this shape: %s', async (_, handler, view, answer) => {
    expect(await send(handler, { body: { ...QUESTION, ...view } })).toEqual({ status: 200, body: answer });
  });

  it('shows its SQL to those above viewers', async () => {
    const { body } = await send(query.POST, { role: 'product', body: QUESTION });
    expect(body.meta.sql).toContain('from events');
  });

  it('takes the moment of an answer for its list', async () => {
    const { body } = await send(query.POST, { body: QUESTION });
    const view = { step: 1, outcome: 'converted', asOf: body.meta.computedAt };
    const people = await send(users.POST, { body: { ...QUESTION, ...view } });
    expect(people.body.total).toBe(body.funnel[0].count);
  });

  it.each<[string, Handler, object, string[]]>([
    ['an unknown field', query.POST, { limit: 5 }, ['']],
    [
      'an unknown field in a step',
      query.POST,
      { steps: [{ step: 'a', colour: 1 }, { step: 'b' }] },
      ['steps.0'],
    ],
    ['two faults at once', query.POST, { from: 'monday', windowSeconds: 0 }, ['windowSeconds', 'from']],
    ['no meaning', query.POST, { attribution: 'first' }, ['attribution']],
    ['a filter without its operator', query.POST, { filters: [{ property: 'a' }] }, ['filters.0.op']],
    ['an unknown zone', trend.POST, { timeZone: 'Mars/Base' }, ['timeZone']],
    ['a step that is not there', convert.POST, { toStep: 3 }, ['toStep']],
    ['no outcome', users.POST, { step: 1 }, ['outcome']],
    ['the future', users.POST, { step: 1, outcome: 'converted', asOf: '2999-01-01T00:00:00Z' }, ['asOf']],
  ])('is refused with the place of its fault: %s', async (_, handler, view, paths) => {
    const { status, body } = await send(handler, { body: { ...QUESTION, ...view } });
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'invalid' });
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(paths);
  });
});

describe('a saved funnel', () => {
  it('is made, read, replaced, copied, listed and deleted', async () => {
    const { id, version } = await makeFunnel('Shop');
    expect(await send(saved.GET, { id })).toEqual({
      status: 200,
      body: {
        id,
        name: 'Shop',
        definition: {
          ...DEFINITION,
          steps: DEFINITION.steps.map((step) => ({ ...step, optional: false })),
          windowSeconds: 604_800,
          order: 'ordered',
          unit: 'user',
          cutAtEnd: false,
        },
        version: 1,
        createdBy: expect.any(String),
        createdAt: expect.any(String),
        updatedBy: expect.any(String),
        updatedAt: expect.any(String),
      },
    });
    const change = { name: 'Shop 2', definition: DEFINITION, version };
    const replaced = await send(saved.PUT, { role: 'product', method: 'PUT', id, body: change });
    expect(replaced).toMatchObject({ status: 200, body: { id, name: 'Shop 2', version: 2 } });
    const copied = await send(copies.POST, { role: 'product', method: 'POST', id });
    expect(copied).toMatchObject({ status: 201, body: { version: 1 } });
    const { body } = await send(list.GET, { search: '?limit=500' });
    const names = new Map(body.funnels.map((one: { id: string; name: string }) => [one.id, one.name]));
    expect([names.get(id), names.has(copied.body.id)]).toEqual(['Shop 2', true]);
    const gone = { status: 204, body: undefined };
    expect(await send(saved.DELETE, { role: 'product', method: 'DELETE', id })).toEqual(gone);
    expect(await send(saved.GET, { id })).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it.each<[string, Handler, string, object]>([
    ['results', results.GET, '', RESULTS],
    ['trend', savedTrend.GET, '&interval=day', TREND],
    ['time to convert', savedConvert.GET, '&fromStep=1&toStep=2', CONVERT],
    ['users', savedUsers.GET, '&step=2&outcome=dropped', DROPPED],
    ['users as of then', savedUsers.GET, '&step=2&outcome=dropped&asOf=2026-02-01T00:00:00Z', DROPPED],
  ])('has the same answer as its definition: %s', async (_, handler, view, answer) => {
    const { id } = await makeFunnel();
    expect(await send(handler, { id, search: SEARCH + view })).toEqual({ status: 200, body: answer });
  });

  it('lets the address say more, as far as it has a meaning', async () => {
    const { id } = await makeFunnel();
    const search = `${SEARCH}&windowSeconds=60&order=any&compare=previous&breakdown=userId`;
    const { body } = await send(results.GET, { id, search });
    expect(body).toMatchObject({ windowSeconds: 60, order: 'any', overallConversion: 0 });
    expect(body.breakdown).toHaveLength(2);
    expect(body.compare.period.end).toBe(RESULTS.period.start);
    const refused = await send(savedUsers.GET, { id, search: `${SEARCH}&step=5&outcome=converted` });
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ path: 'step' }] } });
  });

  it('refuses an edit that was made from an older version', async () => {
    const { id, version } = await makeFunnel();
    const put = () =>
      send(saved.PUT, {
        role: 'product',
        method: 'PUT',
        id,
        body: { name: randomUUID(), definition: DEFINITION, version },
      });
    expect((await put()).status).toBe(200);
    expect(await put()).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  it.each<[string, Handler, string, Sent]>([
    ['reading', saved.GET, 'GET', {}],
    ['results', results.GET, 'GET', {}],
    ['trend', savedTrend.GET, 'GET', {}],
    ['time to convert', savedConvert.GET, 'GET', {}],
    ['users', savedUsers.GET, 'GET', { search: '?step=1&outcome=converted' }],
    ['replacing', saved.PUT, 'PUT', { body: { name: 'none', definition: DEFINITION, version: 1 } }],
    ['copying', copies.POST, 'POST', {}],
    ['deleting', saved.DELETE, 'DELETE', {}],
  ])('is not found when there is none: %s', async (_, handler, method, sent) => {
    const unknown = await send(handler, { ...sent, role: 'product', method, id: randomUUID() });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'not_found', status: 404 } });
    const odd = await send(handler, { ...sent, role: 'product', method, id: 'no-id' });
    expect(odd).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ path: 'id' }] } });
  });

  it('is not changed by a viewer', async () => {
    const { id } = await makeFunnel();
    const body = { name: 'Mine', definition: DEFINITION };
    const refused = { status: 403, body: { code: 'forbidden' } };
    expect(await send(list.POST, { body })).toMatchObject(refused);
    expect(await send(saved.PUT, { method: 'PUT', id, body: { ...body, version: 1 } })).toMatchObject(
      refused,
    );
    expect(await send(copies.POST, { method: 'POST', id })).toMatchObject(refused);
    expect(await send(saved.DELETE, { method: 'DELETE', id })).toMatchObject(refused);
    expect(await send(saved.GET, { id })).toMatchObject({ status: 200, body: { version: 1 } });
  });

  it('is not made from a definition without meaning', async () => {
    const definition = { ...DEFINITION, from: PERIOD.from };
    const body = { name: 'No period here', definition };
    expect(await send(list.POST, { role: 'product', body })).toMatchObject({
      status: 400,
      body: { code: 'invalid', errors: [{ path: 'definition' }] },
    });
  });
});
