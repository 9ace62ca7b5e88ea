import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSlack } from '#lib/adapters/slack/open-slack';
import { type FakeSlack, type SlackMood, startFakeSlack } from '#lib/testing/fake-slack';

const message = { headline: 'Incident 3 is open', lines: [], path: '/incidents/7', isRepeat: false };
const options = { channel: '#eng-alerts', baseUrl: 'http://localhost:3000', timeoutMs: 5_000 };

let slack: FakeSlack;

beforeAll(async () => {
  slack = await startFakeSlack();
});
afterAll(() => slack.stop());
beforeEach(() => {
  slack.posted.length = 0;
});

describe('a sending', () => {
  const wait = { status: 429, headers: { 'retry-after': '30' } };
  it.each<[string, SlackMood, object, number]>([
    ['a taken one', 'ok', { outcome: 'delivered' }, 1],
    ['throttling', wait, { outcome: 'not_taken', retryAfterSeconds: 30 }, 0],
    ['a failure of Slack', { status: 500 }, { outcome: 'not_taken', retryAfterSeconds: null }, 0],
    ['a failure on the way', { status: 504 }, { outcome: 'unknown' }, 0],
    ['silence', 'hang', { outcome: 'unknown', why: 'Slack did not answer in time.' }, 0],
    ['a lost answer', 'lost', { outcome: 'unknown', why: 'The answer of Slack was lost.' }, 1],
    [
      'a channel that is gone',
      { status: 410, body: 'channel_is_archived' },
      { outcome: 'refused', why: 'Slack answered 410 (channel_is_archived).' },
      0,
    ],
    ['a redirect', { status: 302, headers: { location: 'http://evil.example' } }, { outcome: 'refused' }, 0],
  ])('tells %s from the others', async (_, mood, delivery, posted) => {
    slack.meet(mood);
    const timeoutMs = mood === 'hang' ? 100 : options.timeoutMs;
    expect(
      await openSlack({ ...options, timeoutMs, webhookUrl: slack.webhookUrl }).send(message),
    ).toMatchObject(delivery);
    expect(slack.posted).toHaveLength(posted);
  });

  it('to where nobody listens was not posted', async () => {
    const gone = await startFakeSlack();
    await gone.stop();
    const nowhere = openSlack({ ...options, webhookUrl: gone.webhookUrl });
    const delivery = await nowhere.send(message);
    expect(delivery).toMatchObject({ outcome: 'not_taken' });
    expect(JSON.stringify(delivery)).not.toContain('secret');
  });

  it('without a webhook goes nowhere, and says so beforehand', async () => {
    const none = openSlack({ ...options, webhookUrl: undefined });
    expect(none.isConfigured).toBe(false);
    expect(await none.send(message)).toMatchObject({ outcome: 'refused' });
  });
});
