import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ctx } from '#lib/core/ctx';
import { decideItem } from '#lib/incidents/commands/decide-item';
import { moveIncident } from '#lib/incidents/commands/move-incident';
import { openIncident } from '#lib/incidents/commands/open-incident';
import { getIncident } from '#lib/incidents/queries/get-incident';
import { TEST_ADMIN } from '#lib/testing/ctx';
import { contentionDatabase, type TestDatabase } from '#lib/testing/database';
import {
  begunRollback,
  creationOf,
  FUNCTION,
  followIn,
  incidentCtx,
  redAlarm,
  seenLive,
} from '#lib/testing/incidents';

let database: TestDatabase;
let ctx: Ctx;

beforeAll(async () => {
  database = await contentionDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.pool.query('TRUNCATE "Incident", "Change" CASCADE');
  const lookout = { now: () => seenLive({ alarms: [redAlarm()] }), hurry: () => undefined };
  ctx = incidentCtx({ db: database.db, lookout });
});

const onlyIncident = async () => {
  const [incident, ...others] = await database.db.incident.findMany();
  expect(others).toEqual([]);
  return incident?.id ?? '';
};
const linkOf = async (id: string) =>
  (await database.db.change.findUniqueOrThrow({ where: { id } })).incidentId;

describe('a rollback that begins', () => {
  it('opens an incident that says what is known, in the name of who asked', async () => {
    const change = await begunRollback(ctx);
    const entries = await followIn(ctx, 'begun', change);
    const incident = await getIncident(ctx, await onlyIncident());
    expect(incident).toMatchObject({
      title: 'VPR fails since 08:56',
      ...{ severity: 'P2', environment: 'prod', scope: 'feature', functions: [FUNCTION], status: 'open' },
      owner: { name: TEST_ADMIN.name },
      detectedAt: '2026-03-02T08:56:00.000Z',
    });
    expect(await linkOf(change.id)).toBe(incident.id);
    expect(entries).toMatchObject([
      { action: 'incident.opened', subject: { kind: 'incident', id: incident.id } },
    ]);
    expect(incident.timings.decide).toMatchObject({ seconds: 240 });
  });

  it('joins the open incident about the same functions, which then asks anew what each rollback asks', async () => {
    const { id } = await openIncident(ctx, creationOf());
    await decideItem(ctx, id, 'check_logs', { state: 'ticked', reason: '' });
    await decideItem(ctx, id, 'identify_reason', { state: 'ticked', reason: '' });
    await moveIncident(ctx, id, { to: 'mitigated', reason: '' });
    const targets = [`function:${FUNCTION}:live`, 'function:careervp-prod-cv:live'];
    const change = await begunRollback(ctx, { targets });
    await followIn(ctx, 'begun', change);
    expect(await onlyIncident()).toBe(id);
    expect(await linkOf(change.id)).toBe(id);
    const incident = await getIncident(ctx, id);
    expect(incident).toMatchObject({
      status: 'open',
      mitigatedAt: null,
      functions: ['careervp-prod-cv', FUNCTION],
    });
    const stateOf = (item: string) => incident.items.find((one) => one.item === item)?.state;
    expect([stateOf('check_logs'), stateOf('identify_reason')]).toEqual(['open', 'ticked']);
  });

  it('joins the incident that it names, whatever its functions are', async () => {
    const { id } = await openIncident(ctx, creationOf({ functions: [] }));
    const change = await begunRollback(ctx, { incidentId: id });
    await followIn(ctx, 'begun', change);
    expect(await onlyIncident()).toBe(id);
  });

  it.each(['a closed one', 'one that is not there'])(
    'is held up by no paperwork: %s is passed over',
    async (what) => {
      const { id } = await openIncident(ctx, creationOf({ functions: ['careervp-prod-cv'] }));
      await database.db.incident.update({ where: { id }, data: { status: 'closed' } });
      const change = await begunRollback(ctx, {
        incidentId: what === 'a closed one' ? id : crypto.randomUUID(),
      });
      await followIn(ctx, 'begun', change);
      expect(await database.db.incident.count({ where: { status: 'open' } })).toBe(1);
    },
  );

  it.each(['dev', 'prod'])('opens another one where %s is not about the same', async (environment) => {
    const functions = environment === 'dev' ? [FUNCTION] : ['careervp-prod-cv'];
    await openIncident(ctx, creationOf({ environment, functions }));
    await followIn(ctx, 'begun', await begunRollback(ctx));
    expect(await database.db.incident.count()).toBe(2);
  });

  it('opens one incident with another that begins at the same moment about the same function', async () => {
    const changes = await Promise.all([begunRollback(ctx), begunRollback(ctx)]);
    // As the changes' own transactions do: they queue at the lock of the audit's chain.
    for (const change of changes) await followIn(ctx, 'begun', change);
    const id = await onlyIncident();
    expect(await Promise.all(changes.map((change) => linkOf(change.id)))).toEqual([id, id]);
  });
});

describe('the rollback of a stack that begins', () => {
  const ofStack = { kind: 'stack-rollback', deed: 'Roll back stack orders', targets: ['stack:orders'] };

  it('opens an incident about the functions that it takes back', async () => {
    const change = await begunRollback(ctx, { ...ofStack, functions: [FUNCTION] });
    await followIn(ctx, 'begun', change);
    const incident = await getIncident(ctx, await onlyIncident());
    expect(incident).toMatchObject({ severity: 'P2', functions: [FUNCTION], status: 'open' });
    expect(await linkOf(change.id)).toBe(incident.id);
  });

  it('joins the open one about the same functions, and opens it again', async () => {
    const { id } = await openIncident(ctx, creationOf());
    await moveIncident(ctx, id, { to: 'mitigated', reason: '' });
    await followIn(ctx, 'begun', await begunRollback(ctx, { ...ofStack, functions: [FUNCTION] }));
    expect(await onlyIncident()).toBe(id);
    expect((await getIncident(ctx, id)).status).toBe('open');
  });

  it('joins that of an earlier attempt at the same stack, and not of another', async () => {
    const attempt = async (stack: string) => {
      const change = await begunRollback(ctx, { ...ofStack, targets: [`stack:${stack}`] });
      await database.db.change.update({ where: { id: change.id }, data: { plan: [{ stack }] } });
      await followIn(ctx, 'begun', change);
      return linkOf(change.id);
    };
    const first = await attempt('orders');
    expect(await attempt('orders')).toBe(first);
    expect(await attempt('payments')).not.toBe(first);
  });
});

describe('another kind of change', () => {
  it('opens nothing by itself, and joins the incident that it names without opening it again', async () => {
    const { id } = await openIncident(ctx, creationOf());
    await moveIncident(ctx, id, { to: 'mitigated', reason: '' });
    const backup = { kind: 'table-backup', deed: 'Back up users', targets: ['table:users'] };
    await followIn(ctx, 'begun', await begunRollback(ctx, backup));
    expect(await database.db.change.count({ where: { incidentId: id } })).toBe(0);
    const named = await begunRollback(ctx, { ...backup, incidentId: id });
    await followIn(ctx, 'begun', named);
    expect(await linkOf(named.id)).toBe(id);
    const { status } = await database.db.incident.findUniqueOrThrow({ where: { id } });
    expect(status).toBe('mitigated');
  });
});

describe('the end of a rollback', () => {
  async function begun() {
    const change = await begunRollback(ctx);
    await followIn(ctx, 'begun', change);
    return { ...change, incidentId: await linkOf(change.id) };
  }

  it.each([
    ['improved', 'mitigated'],
    ['unchanged', 'open'],
    ['worse', 'open'],
    ['unknown', 'open'],
  ])('with the verdict %s leaves the incident %s, and tells people', async (verdict, status) => {
    const change = await begun();
    await followIn(ctx, 'ended', { ...change, status: 'verifying', sentence: 'All 1 moved; verifying.' });
    await followIn(ctx, 'verified', { ...change, status: 'done', verdict, sentence: 'So it is.' });
    const incident = await getIncident(ctx, change.incidentId ?? '');
    expect(incident.status).toBe(status);
    expect(incident.notices.map(({ kind }) => kind)).toEqual(['opened', 'progress', 'ended']);
    expect(incident.notices.at(-1)?.headline).toContain(`is ${verdict}`);
  });

  it.each(['failed', 'split'])('that %s tells people at once', async (status) => {
    const change = await begun();
    await followIn(ctx, 'ended', { ...change, status, sentence: 'Nothing is moved.' });
    const { notices, status: state } = await getIncident(ctx, change.incidentId ?? '');
    expect(notices.at(-1)?.kind).toBe('ended');
    expect(state).toBe('open');
  });

  it('mitigates nothing while another of its changes runs', async () => {
    const change = await begun();
    const other = await begunRollback(ctx);
    await followIn(ctx, 'begun', other);
    await followIn(ctx, 'verified', { ...change, status: 'done', verdict: 'improved' });
    expect((await getIncident(ctx, change.incidentId ?? '')).status).toBe('open');
  });
});
