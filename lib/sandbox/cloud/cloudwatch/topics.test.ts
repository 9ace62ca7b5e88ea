import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openConfiguredTopics, SANDBOX_TOPIC } from '#lib/adapters/sns/open-configured-topics';
import { subscribeToSandbox } from '#lib/adapters/sns/subscribe-to-sandbox';
import { SnsEnvelope } from '#lib/automation/hook-schema';
import { readEnv } from '#lib/core/env';
import { type CloudSandbox, cloudWatchClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';

const AlarmName = 'careervp-prod-auth-LambdaErrors';

let sandbox: CloudSandbox;

beforeAll(async () => {
  sandbox = await startCloudSandbox({ isDemo: true });
});

afterAll(() => sandbox.stop());

it('signs as SNS does, and tells nothing before the subscription is confirmed', async () => {
  const heard: SnsEnvelope[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    heard.push(SnsEnvelope.parse(JSON.parse(Buffer.concat(chunks).toString('utf8'))));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const topics = openConfiguredTopics(readEnv({ SANDBOX_URL: sandbox.url }));
  const alarm = (StateValue: 'ALARM' | 'OK') =>
    cloudWatchClient(sandbox).send(
      new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'by hand' }),
    );

  await subscribeToSandbox(sandbox.url, (server.address() as AddressInfo).port);
  await alarm('ALARM');
  await alarm('OK');
  await expect.poll(() => heard.length).toBe(1);
  const [asks] = heard;
  expect(asks?.Type).toBe('SubscriptionConfirmation');
  if (!asks) return;
  await topics.verify(asks);
  await topics.confirm(asks);

  await alarm('ALARM');
  await expect.poll(() => heard.length).toBe(2);
  const [, told] = heard;
  expect(told).toMatchObject({ Type: 'Notification', TopicArn: SANDBOX_TOPIC });
  expect(JSON.parse(told?.Message ?? '')).toMatchObject({ AlarmName, NewStateValue: 'ALARM' });
  if (!told) return;
  await topics.verify(told);
  await expect(topics.verify({ ...told, Message: 'altered' })).rejects.toMatchObject({ code: 'forbidden' });
  server.close();
});
