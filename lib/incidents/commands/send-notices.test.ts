import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSlack } from '#lib/adapters/slack/open-slack';
import type { Ctx } from '#lib/core/ctx';
import { addNote } from '#lib/incidents/commands/add-note';
import { moveIncident } from '#lib/incidents/commands/move-incident';
import { openIncident } from '#lib/incidents/commands/open-incident';
import { resendNotice } from '#lib/incidents/commands/resend-notice';
import { sendNotices } from '#lib/incidents/commands/send-notices';
import { getIncident } from '#lib/incidents/queries/get-incident';
import { TEST_NOW } from '#lib/testing/ctx';
import { contentionDatabase, type TestDatabase } from '#lib/testing/database';
import { type FakeSlack, startFakeSlack } from '#lib/testing/fake-slack';
import { creationOf, incidentCtx } from '#lib/testing/incidents';
import { instantPace } from '#lib/testing/instant-pace';

let database: TestDatabase;
let slack: FakeSlack;
let ctx: Ctx;

beforeAll(async () => {
  database = await contentionDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.pool.query('TRUNCATE "Incident" CASCADE');
  slack = await startFakeSlack();
  ctx = incidentCtx({ db: database.db, pace: instantPace(TEST_NOW), notifier: slackAt(slack.webhookUrl) });
});
afterEach(() => slack.stop());

const slackAt = (webhookUrl: string | undefined) =>
  openSlack({ webhookUrl, channel: '#eng-alerts', baseUrl: 'http://localhost:3000', timeoutMs: 5_000 });

async function noticeOf(id: string, at = 0) {
  return (await getIncident(ctx, id)).notices[at];
}

describe('the outbox', () => {
  it('sends each message once, with what the record says and a link to it', async () => {
    const { id, number } = await openIncident(ctx, creationOf({ title: 'VPR <!channel> *fails*' }));
    expect(await noticeOf(id)).toMatchObject({ state: 'waiting', sentAt: null });
    await sendNotices(ctx);
    expect(await sendNotices(ctx)).toBe(0);
    expect(slack.posted).toHaveLength(1);
    expect(slack.posted[0]).toContain(`Incident ${number} is open in prod: VPR &lt;!channel&gt; *fails*`);
    expect(await noticeOf(id)).toMatchObject({ state: 'sent', attempts: 1, problem: null });
    const { timeline } = await getIncident(ctx, id);
    expect(timeline.at(-1)).toMatchObject({
      kind: 'notice',
      sentence: expect.stringContaining('#eng-alerts was told'),
    });
  });

  it('sends once however many workers there are', async () => {
    await openIncident(ctx, creationOf());
    await Promise.all([sendNotices(ctx), sendNotices(ctx), sendNotices(ctx)]);
    expect(slack.posted).toHaveLength(1);
    expect(slack.attempts()).toBe(1);
  });

  it('waits as long as Slack asks it to, and twice as long each time when it is down', async () => {
    const { id } = await openIncident(ctx, creationOf());
    slack.meet({ status: 429, headers: { 'retry-after': '30' } }, { status: 500 });
    await sendNotices(ctx);
    expect(await noticeOf(id)).toMatchObject({ state: 'waiting', problem: 'Slack answered 429.' });
    expect(await sendNotices(ctx)).toBe(0);
    await ctx.pace.pause(29_000);
    expect(await sendNotices(ctx)).toBe(0);
    await ctx.pace.pause(1_000);
    expect(await sendNotices(ctx)).toBe(1);
    await ctx.pace.pause(4_000);
    expect(await sendNotices(ctx)).toBe(1);
    expect(await noticeOf(id)).toMatchObject({ state: 'sent', attempts: 3, isRepeat: false });
    expect(slack.posted).toHaveLength(1);
  });

  it('says so when a lost answer makes it send again', async () => {
    const { id } = await openIncident(ctx, creationOf());
    slack.meet('lost');
    await sendNotices(ctx);
    expect(await noticeOf(id)).toMatchObject({ state: 'waiting', isRepeat: true });
    await ctx.pace.pause(2_000);
    await sendNotices(ctx);
    expect(slack.posted).toHaveLength(2);
    expect(slack.posted[0]).not.toContain('a second time');
    expect(slack.posted[1]).toContain('a second time');
  });

  it('holds nothing else up while Slack hangs', async () => {
    const { id } = await openIncident(ctx, creationOf());
    slack.meet('hang');
    const sending = sendNotices({ ...ctx, notifier: hangingUntil(ctx) });
    await addNote(ctx, id, { text: 'Work goes on' });
    expect(await noticeOf(id)).toMatchObject({ state: 'sending' });
    release();
    await sending;
    expect(await noticeOf(id)).toMatchObject({ state: 'waiting', isRepeat: true });
  });

  it('takes back what an ended process had claimed, and says that it may be a repeat', async () => {
    const { id } = await openIncident(ctx, creationOf());
    await database.db.incidentNotice.updateMany({ data: { state: 'sending', claimedAt: ctx.pace.clock() } });
    expect(await sendNotices(ctx)).toBe(0);
    await ctx.pace.pause(61_000);
    await sendNotices(ctx);
    expect(await noticeOf(id)).toMatchObject({ state: 'sent', isRepeat: true });
    expect(slack.posted[0]).toContain('a second time');
  });

  it('tells what happened in order, so that the last word is what is true', async () => {
    const { id } = await openIncident(ctx, creationOf({ severity: 'P4' }));
    slack.meet({ status: 500 });
    await moveIncident(ctx, id, { to: 'mitigated', reason: '' });
    await database.db.checklistItem.updateMany({ data: { state: 'waived' } });
    await moveIncident(ctx, id, { to: 'closed', reason: '' });
    expect(await sendNotices(ctx)).toBe(1);
    expect(await sendNotices(ctx)).toBe(0);
    await ctx.pace.pause(2_000);
    await sendNotices(ctx);
    await sendNotices(ctx);
    expect(slack.posted.map((text) => /is (open|closed)/.exec(text)?.[1])).toEqual(['open', 'closed']);
  });

  it('gives up what Slack refuses, until a person asks again', async () => {
    const { id } = await openIncident(ctx, creationOf());
    slack.meet({ status: 404, body: 'no_service' });
    await sendNotices(ctx);
    const failed = await noticeOf(id);
    expect(failed).toMatchObject({ state: 'failed', problem: 'Slack answered 404 (no_service).' });
    expect(await sendNotices(ctx)).toBe(0);
    await resendNotice(ctx, id, failed?.id ?? '');
    await sendNotices(ctx);
    expect(await noticeOf(id)).toMatchObject({ state: 'sent' });
    await expect(resendNotice(ctx, id, failed?.id ?? '')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('gives up after a day', async () => {
    const { id } = await openIncident(ctx, creationOf());
    await ctx.pace.pause(25 * 3_600_000);
    slack.meet({ status: 500 });
    await sendNotices(ctx);
    expect(await noticeOf(id)).toMatchObject({ state: 'failed' });
  });

  it('keeps what nobody can carry, and says that nobody was told', async () => {
    const none = { ...ctx, notifier: slackAt(undefined) };
    const { id } = await openIncident(none, creationOf());
    expect(await sendNotices(none)).toBe(0);
    const kept = await noticeOf(id);
    expect(kept).toMatchObject({ state: 'kept' });
    await expect(resendNotice(none, id, kept?.id ?? '')).rejects.toMatchObject({ code: 'unprocessable' });
    expect(slack.attempts()).toBe(0);
  });
});

let release: () => void = () => undefined;

/** A notifier that answers when the test lets it, as one whose answer was lost. */
function hangingUntil({ notifier }: Ctx): Ctx['notifier'] {
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    ...notifier,
    send: async () => {
      await released;
      return { outcome: 'unknown', why: 'Slack did not answer in time.' };
    },
  };
}
