import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hearAlarm } from '#lib/automation/commands/hear-alarm';
import { isTimely } from '#lib/automation/is-timely';
import type { Actor } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import { TEST_ADMIN, TEST_NOW, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';

const TOPIC = 'arn:aws:sns:us-east-1:123456789012:alarms';
const NOBODY: Actor = { kind: 'anonymous', id: 'anonymous' };
const ENGINE: Actor = { kind: 'token', id: 't1', name: 'eventbridge', role: 'engineer' };

let database: TestDatabase;
let looks: Date[];
let confirmed: string[];
let isGenuine: boolean;
let ctx: Ctx;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.close());

beforeEach(async () => {
  await database.db.heardMessage.deleteMany();
  looks = [];
  confirmed = [];
  isGenuine = true;
  ctx = testCtx({
    actor: NOBODY,
    db: database.db,
    rounds: { hurry: () => void looks.push(TEST_NOW), lookedAt: () => null, problem: () => null },
    topics: {
      verify: async () => {
        if (!isGenuine) throw new AppError('forbidden', 'The signature does not fit the message.');
      },
      confirm: async ({ TopicArn }) => void confirmed.push(TopicArn),
    },
  });
});

function ago(minutes: number): string {
  return new Date(TEST_NOW.getTime() - minutes * 60_000).toISOString();
}

function message(changes: Record<string, unknown> = {}): string {
  return JSON.stringify({
    Type: 'Notification',
    MessageId: 'm1',
    TopicArn: TOPIC,
    Message: '{"AlarmName":"anything","NewStateValue":"ALARM"}',
    Timestamp: ago(1),
    SignatureVersion: '1',
    Signature: 'AAAA',
    SigningCertURL: 'https://sns.us-east-1.amazonaws.com/a.pem',
    UnsubscribeURL: 'https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe',
    ...changes,
  });
}

function event(changes: Record<string, unknown> = {}): string {
  return JSON.stringify({
    version: '0',
    id: 'e1',
    source: 'aws.cloudwatch',
    'detail-type': 'CloudWatch Alarm State Change',
    time: ago(1),
    resources: [],
    detail: { alarmName: 'errors', state: { value: 'ALARM' } },
    ...changes,
  });
}

describe('a message of SNS', () => {
  it('has the alarms looked at, once for each', async () => {
    expect((await hearAlarm(ctx, message())).did).toBe('look');
    expect((await hearAlarm(ctx, message())).did).toBe('nothing');
    expect((await hearAlarm(ctx, message({ MessageId: 'm2' }))).did).toBe('look');
    expect(looks).toHaveLength(2);
  });

  it('that is forged, old or from the future does nothing', async () => {
    isGenuine = false;
    await expect(hearAlarm(ctx, message())).rejects.toMatchObject({ code: 'forbidden' });
    isGenuine = true;
    await expect(hearAlarm(ctx, message({ Timestamp: ago(61) }))).rejects.toMatchObject({ code: 'invalid' });
    await expect(hearAlarm(ctx, message({ Timestamp: ago(-6) }))).rejects.toMatchObject({ code: 'invalid' });
    expect(looks).toHaveLength(0);
    expect(await database.db.heardMessage.count()).toBe(0);
  });

  it('confirms a subscription once, and says so in the audit', async () => {
    const asks = message({
      Type: 'SubscriptionConfirmation',
      Token: 'a',
      SubscribeURL: 'https://sns.us-east-1.amazonaws.com/',
    });
    expect((await hearAlarm(ctx, asks)).did).toBe('confirm');
    expect((await hearAlarm(ctx, asks)).did).toBe('nothing');
    expect(confirmed).toEqual([TOPIC]);
    const where = { action: 'automation.topic_confirmed' };
    expect(await database.db.auditEntry.count({ where })).toBe(1);
  });

  it('is tried again when the confirmation failed', async () => {
    const asks = message({ Type: 'SubscriptionConfirmation', MessageId: 'm9' });
    const failing: Ctx = {
      ...ctx,
      topics: {
        ...ctx.topics,
        confirm: async () => {
          throw new AppError('unavailable', 'SNS did not answer.');
        },
      },
    };
    await expect(hearAlarm(failing, asks)).rejects.toMatchObject({ code: 'unavailable' });
    expect((await hearAlarm(ctx, asks)).did).toBe('confirm');
  });

  it.each([
    ['no JSON', 'alarm!'],
    ['another signature', message({ SignatureVersion: '3' })],
    ['no message', message({ Message: undefined })],
  ])('with %s is refused', async (_, body) => {
    await expect(hearAlarm(ctx, body)).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('an event of EventBridge', () => {
  it('has the alarms looked at, once for each', async () => {
    const asking = { ...ctx, actor: ENGINE };
    expect((await hearAlarm(asking, event())).did).toBe('look');
    expect((await hearAlarm(asking, event())).did).toBe('nothing');
    expect(looks).toHaveLength(1);
  });

  it.each<[string, Actor]>([
    ['a token that may not', { ...ENGINE, role: 'viewer' }],
    ['a person', TEST_ADMIN],
  ])('is not heard from %s', async (_, actor) => {
    await expect(hearAlarm({ ...ctx, actor }, event())).rejects.toMatchObject({ code: 'forbidden' });
    expect(looks).toHaveLength(0);
  });

  it('is not heard from nobody', async () => {
    await expect(hearAlarm(ctx, event())).rejects.toMatchObject({ code: 'invalid' });
  });

  it('about something else is refused', async () => {
    const asking = { ...ctx, actor: ENGINE };
    await expect(hearAlarm(asking, event({ source: 'aws.s3' }))).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('a time', () => {
  it.each([
    [0, true],
    [60, true],
    [60.1, false],
    [-5, true],
    [-5.1, false],
  ])('%s minutes ago is timely: %s', (minutes, expected) => {
    expect(isTimely(new Date(TEST_NOW.getTime() - minutes * 60_000), TEST_NOW)).toBe(expected);
  });
});
