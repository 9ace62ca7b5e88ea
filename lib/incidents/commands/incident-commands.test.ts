import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ctx } from '#lib/core/ctx';
import { ITEM_IDS, type ItemId } from '#lib/incidents/checklist';
import { addNote } from '#lib/incidents/commands/add-note';
import { createPostMortem } from '#lib/incidents/commands/create-post-mortem';
import { decideItem } from '#lib/incidents/commands/decide-item';
import { addFollowUp, deleteFollowUp, updateFollowUp } from '#lib/incidents/commands/follow-ups';
import { moveIncident } from '#lib/incidents/commands/move-incident';
import { openIncident } from '#lib/incidents/commands/open-incident';
import { updateIncident } from '#lib/incidents/commands/update-incident';
import { updatePostMortem } from '#lib/incidents/commands/update-post-mortem';
import { exportPostMortem } from '#lib/incidents/queries/export-post-mortem';
import { getIncident } from '#lib/incidents/queries/get-incident';
import { listIncidents } from '#lib/incidents/queries/list-incidents';
import { IncidentsQuery } from '#lib/incidents/schema';
import { TEST_ADMIN } from '#lib/testing/ctx';
import { contentionDatabase, type TestDatabase } from '#lib/testing/database';
import { creationOf, FUNCTION, incidentCtx, redAlarm, seenLive } from '#lib/testing/incidents';

const EVA = '00000000-0000-4000-8000-0000000000e1';
const token = { kind: 'token', id: 't', name: 'ci', role: 'engineer' } as const;

let database: TestDatabase;
let ctx: Ctx;

beforeAll(async () => {
  database = await contentionDatabase();
  await database.db.person.create({
    data: { id: EVA, email: 'eva@example.com', name: 'Eva', role: 'engineer' },
  });
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.pool.query('TRUNCATE "Incident" CASCADE');
  const lookout = { now: () => seenLive({ alarms: [redAlarm()] }), hurry: () => undefined };
  ctx = incidentCtx({ db: database.db, lookout });
});

const as = (role: 'viewer' | 'product' | 'engineer', name = 'Pia') => ({
  ...ctx,
  actor: { ...TEST_ADMIN, id: EVA, name, role },
});
const ticked = { state: 'ticked', reason: '' } as const;
const waived = { state: 'waived', reason: 'Not for this one' } as const;

async function decideAll(id: string): Promise<void> {
  for (const item of ITEM_IDS) await decideItem(ctx, id, item, waived);
}

describe('an incident opened by hand', () => {
  it('has fourteen open items, the alarms that are red, and a first message that nobody carries', async () => {
    const opened = await openIncident(ctx, creationOf());
    expect(opened).toMatchObject({ status: 'open', severity: 'P2', openedBy: TEST_ADMIN.name, owner: null });
    expect(opened.detectedAt).toBe('2026-03-02T08:56:00.000Z');
    const incident = await getIncident(ctx, opened.id);
    expect(incident.items.map(({ item, state }) => [item, state])).toEqual(
      ITEM_IDS.map((item) => [item, 'open']),
    );
    expect(incident.timeline.map(({ kind }) => kind)).toEqual(['alarm', 'opened']);
    expect(incident.notices).toMatchObject([{ kind: 'opened', state: 'kept', channel: '#eng-alerts' }]);
    expect(incident.timings.act).toMatchObject({ seconds: null });
    expect((await listIncidents(ctx, IncidentsQuery.parse({ status: 'unclosed' }))).incidents).toMatchObject([
      { id: opened.id, itemsOpen: 14 },
    ]);
  });

  it('is refused beside one that is about the same functions', async () => {
    const { number } = await openIncident(ctx, creationOf());
    const second = openIncident(ctx, creationOf({ functions: ['careervp-prod-cv', FUNCTION] }));
    await expect(second).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`${number}`),
    });
    await expect(openIncident(ctx, creationOf({ environment: 'dev' }))).resolves.toMatchObject({
      status: 'open',
    });
  });

  it('is one, however many people open it at once', async () => {
    const all = await Promise.allSettled(
      ['a', 'b', 'c'].map((title) => openIncident(ctx, creationOf({ title }))),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await database.db.incident.count()).toBe(1);
  });

  it('tells each change of what is said of it, and refuses one of an older version', async () => {
    const { id } = await openIncident(ctx, creationOf());
    const update = { version: 1, severity: 'P1' as const, ownerId: EVA, failureReason: 'Null id' };
    expect(await updateIncident(ctx, id, update)).toMatchObject({
      severity: 'P1',
      owner: { name: 'Eva' },
      version: 2,
    });
    const { timeline } = await getIncident(ctx, id);
    expect(timeline.filter(({ kind }) => kind === 'edit').map(({ sentence }) => sentence)).toEqual([
      'Severity: P2 → P1',
      'Failure reason: not known → Null id',
      'Owner: nobody → Eva',
    ]);
    await expect(updateIncident(ctx, id, { version: 1, severity: 'P3' })).rejects.toMatchObject({
      code: 'conflict',
    });
    const nobody = updateIncident(ctx, id, { version: 2, ownerId: crypto.randomUUID() });
    await expect(nobody).rejects.toMatchObject({ code: 'unprocessable' });
  });

  it('is worked on by engineers, noted in by product, and read by everybody', async () => {
    const { id } = await openIncident(as('engineer'), creationOf());
    await addNote(as('product'), id, { text: 'Support has 12 tickets' });
    await expect(addNote(as('viewer'), id, { text: 'Hm' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(openIncident(as('product'), creationOf())).rejects.toMatchObject({ code: 'forbidden' });
    await expect(decideItem(as('product'), id, 'check_logs', ticked)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const seen = await getIncident(as('viewer'), id);
    expect(seen.timeline.at(-1)).toMatchObject({
      kind: 'note',
      sentence: 'Support has 12 tickets',
      by: 'Pia',
    });
  });
});

describe('an item of the checklist', () => {
  it('is ticked by a person, opened again with a reason, and waived with one', async () => {
    const { id } = await openIncident(ctx, creationOf());
    expect(await decideItem(ctx, id, 'check_logs', ticked)).toMatchObject({
      state: 'ticked',
      by: TEST_ADMIN.name,
    });
    const again = await decideItem(ctx, id, 'check_logs', { state: 'open', reason: 'Wrong log group' });
    expect(again).toMatchObject({ state: 'open', by: null, at: null, reason: 'Wrong log group' });
    await expect(decideItem(ctx, id, 'check_logs', { state: 'waived', reason: '' })).rejects.toMatchObject({
      code: 'unprocessable',
    });
    expect(await decideItem(ctx, id, 'check_logs', waived)).toMatchObject({ state: 'waived' });
    const { timeline } = await getIncident(ctx, id);
    expect(timeline.filter(({ kind }) => kind === 'tick')).toHaveLength(3);
  });

  it('takes no word of a token, neither tick nor waiver', async () => {
    const { id } = await openIncident(ctx, creationOf());
    for (const decision of [ticked, waived]) {
      const refused = decideItem({ ...ctx, actor: token }, id, 'check_logs', decision);
      await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
    }
    expect((await getIncident(ctx, id)).items.every(({ state }) => state === 'open')).toBe(true);
  });

  it('belongs to the first of two people who tick it at once, and the other hears who that was', async () => {
    const { id } = await openIncident(ctx, creationOf());
    const both = await Promise.allSettled(
      ['Eva', 'Ben'].map((name) => decideItem(as('engineer', name), id, 'check_logs', ticked)),
    );
    const won = both.flatMap((one) => (one.status === 'fulfilled' ? one.value.by : []));
    const lost = both.flatMap((one) => (one.status === 'rejected' ? one.reason : []));
    expect(won).toHaveLength(1);
    expect(lost).toMatchObject([
      { code: 'conflict', message: expect.stringContaining(`${won[0]} was first`) },
    ]);
    expect(await database.db.incidentEvent.count({ where: { incidentId: id, kind: 'tick' } })).toBe(1);
  });

  it.each<ItemId>(['alarms_clear', 'health_ok', 'notify_stakeholders'])(
    '%s is ticked by no person before the product said that it cannot see it',
    async (item) => {
      const { id } = await openIncident(ctx, creationOf());
      await expect(decideItem(ctx, id, item, ticked)).rejects.toMatchObject({ code: 'unprocessable' });
    },
  );
});

describe('closing', () => {
  it('is refused with everything that is lacking, and allowed once nothing is', async () => {
    const { id } = await openIncident(ctx, creationOf());
    await expect(moveIncident(ctx, id, { to: 'closed', reason: '' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await moveIncident(ctx, id, { to: 'mitigated', reason: 'Traffic is off' });
    const followUp = await addFollowUp(ctx, id, { text: 'Add an alarm', ownerId: null, dueOn: null });
    const failing = await moveIncident(ctx, id, { to: 'closed', reason: '' }).catch(
      (error: unknown) => error,
    );
    expect(failing).toMatchObject({ code: 'unprocessable' });
    expect((failing as { checks: { id: string; status: string }[] }).checks).toEqual(
      (await getIncident(ctx, id)).checks,
    );
    expect(
      (await getIncident(ctx, id)).checks.filter(({ status }) => status === 'fail').map((one) => one.id),
    ).toEqual(['items_decided', 'post_mortem_written', 'follow_ups_assigned']);
    await decideAll(id);
    await createPostMortem(ctx, id);
    await updateFollowUp(ctx, id, followUp.id, { version: 1, ownerId: EVA, dueOn: '2026-04-01' });
    expect(await moveIncident(ctx, id, { to: 'closed', reason: '' })).toMatchObject({ status: 'closed' });
  });

  it('keeps what was signed off; a follow-up alone may still be done', async () => {
    const { id } = await openIncident(ctx, creationOf({ severity: 'P4' }));
    await moveIncident(ctx, id, { to: 'mitigated', reason: '' });
    await decideAll(id);
    const due = { text: 'Add an alarm', ownerId: EVA, dueOn: '2026-04-01' };
    const followUp = await addFollowUp(ctx, id, due);
    const other = await addFollowUp(ctx, id, { ...due, text: 'Mistaken' });
    await deleteFollowUp(ctx, id, other.id);
    await moveIncident(ctx, id, { to: 'closed', reason: '' });
    const refused = [
      () => moveIncident(ctx, id, { to: 'open', reason: 'again' }),
      () => updateIncident(ctx, id, { version: 1, title: 'x' }),
      () => addNote(ctx, id, { text: 'x' }),
      () => decideItem(ctx, id, 'check_logs', { state: 'open', reason: 'x' }),
      () => updateFollowUp(ctx, id, followUp.id, { version: 1, text: 'x' }),
    ];
    for (const attempt of refused) await expect(attempt()).rejects.toMatchObject({ code: 'conflict' });
    const done = await updateFollowUp(ctx, id, followUp.id, { version: 1, isDone: true });
    expect(done).toMatchObject({ doneBy: TEST_ADMIN.name, text: due.text });
  });

  it('is undone by nothing, but what is mitigated opens again with a reason', async () => {
    const { id } = await openIncident(ctx, creationOf());
    await moveIncident(ctx, id, { to: 'mitigated', reason: '' });
    await expect(moveIncident(ctx, id, { to: 'open', reason: '' })).rejects.toMatchObject({
      code: 'unprocessable',
    });
    const again = await moveIncident(ctx, id, { to: 'open', reason: 'Errors are back' });
    expect(again).toMatchObject({ status: 'open', mitigatedAt: null });
  });
});

describe('a post-mortem', () => {
  it('is begun once, edited by version, and exported', async () => {
    const { id } = await openIncident(ctx, creationOf());
    const begun = await createPostMortem(ctx, id);
    expect(begun.sections.find((one) => one.id === 'summary')?.text).toContain('To detect: not known');
    await expect(createPostMortem(ctx, id)).rejects.toMatchObject({ code: 'conflict' });
    const sections = [{ id: 'root_cause' as const, text: 'A null id.' }];
    const edited = await updatePostMortem(ctx, id, { version: 1, sections });
    expect(edited.version).toBe(2);
    expect(edited.sections.find((one) => one.id === 'timeline')?.text).toContain('went red');
    const late = updatePostMortem(ctx, id, { version: 1, sections: [{ id: 'root_cause', text: 'Other' }] });
    await expect(late).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Copy what'),
    });
    expect((await exportPostMortem(ctx, id)).text).toContain('## Root cause\n\nA null id.');
  });
});
