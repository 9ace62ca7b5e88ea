import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeServices, ctxFor, services } from '#lib/http/services';
import { createToken } from '#lib/people/commands/create-token';
import { temporaryFolder } from '#lib/testing/store';
import { POST } from './route';

let data: Awaited<ReturnType<typeof temporaryFolder>>;
const tokens = { engineer: '', product: '' };

beforeAll(async () => {
  data = await temporaryFolder();
  vi.stubEnv('FLIGHTDECK_DATA', data.folder);
  vi.stubEnv('LOG_LEVEL', 'silent');
  vi.stubEnv('SANDBOX_URL', undefined);
  const actor = { kind: 'system', id: 'command-line' } as const;
  const ctx = ctxFor(await services(), { actor, requestId: 'test' });
  for (const role of ['engineer', 'product'] as const) {
    tokens[role] = (await createToken(ctx, { name: role, role })).secret ?? '';
  }
});

afterAll(async () => {
  await closeServices();
  await data.remove();
});

async function post(query = '', role: keyof typeof tokens = 'engineer') {
  const headers = { authorization: `Bearer ${tokens[role]}` };
  const request = new Request(`http://localhost:3000/api/schedule${query}`, { method: 'POST', headers });
  const response = await POST(request, { params: Promise.resolve({}) });
  return { status: response.status, body: await response.json() };
}

describe('/api/schedule', () => {
  it('does everything in turn, and says what was skipped and why', async () => {
    const { status, body } = await post();
    expect(status).toBe(200);
    expect(body.jobs).toMatchObject([
      { job: 'alarms', status: 'skipped', reason: 'No cloud is configured.' },
      { job: 'incidents', status: 'done', reason: null },
      { job: 'notices', status: 'done', reason: null },
      { job: 'retention', status: 'skipped' },
      { job: 'forgetting', status: 'done' },
    ]);
  });

  it('does only what is named', async () => {
    const { body } = await post('?job=forgetting');
    expect(body.jobs).toMatchObject([{ job: 'forgetting', status: 'done' }]);
  });

  it('goes on after a job that fails, and says why without details', async () => {
    const { db } = await services();
    const broken = vi.spyOn(db.incident, 'findMany').mockRejectedValue(new Error('SELECT secret'));
    const { status, body } = await post();
    broken.mockRestore();
    expect(status).toBe(200);
    expect(body.jobs).toContainEqual(
      expect.objectContaining({
        job: 'incidents',
        status: 'failed',
        reason: 'It failed; the log of the server says why.',
      }),
    );
    expect(body.jobs.at(-1)).toMatchObject({ job: 'forgetting', status: 'done' });
  });

  it.each([
    ['a job that there is not', '?job=tea', 'engineer', 400],
    ['a role that changes nothing of production', '', 'product', 403],
  ] as const)('refuses %s', async (_, query, role, status) => {
    expect(await post(query, role)).toMatchObject({ status });
  });
});
