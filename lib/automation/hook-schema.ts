import { z } from 'zod';

/** A message of Amazon SNS. What else it holds is nobody's concern here: what is signed is listed. */
export const SnsEnvelope = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: z.string().min(1).max(200),
  TopicArn: z.string().min(1).max(300),
  Subject: z.string().max(1000).optional(),
  Message: z.string().max(300_000),
  Timestamp: z.iso.datetime(),
  SignatureVersion: z.enum(['1', '2'], 'must be 1 or 2'),
  Signature: z.base64().max(2000),
  SigningCertURL: z.url().max(1000),
  SubscribeURL: z.url().max(2000).optional(),
  Token: z.string().max(2000).optional(),
});

/** An event of EventBridge about an alarm, as an API destination sends it. */
export const AlarmEvent = z.object({
  id: z.string().min(1).max(200),
  source: z.literal('aws.cloudwatch'),
  'detail-type': z.literal('CloudWatch Alarm State Change'),
  time: z.iso.datetime(),
  detail: z.object({ alarmName: z.string().min(1).max(255) }),
});

export type SnsEnvelope = z.output<typeof SnsEnvelope>;
export type AlarmEvent = z.output<typeof AlarmEvent>;
