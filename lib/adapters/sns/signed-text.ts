import type { SnsEnvelope } from '#lib/core/alarm-topics';

const OF_NOTIFICATIONS = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const;
const OF_OTHERS = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'] as const;

/**
 * What the signature of a message covers: names and values by name, a line each, those that it does not have left out
 * ("Verifying the signatures of Amazon SNS messages").
 */
export function signedText(envelope: SnsEnvelope): string {
  const names = envelope.Type === 'Notification' ? OF_NOTIFICATIONS : OF_OTHERS;
  return names
    .flatMap((name) => (envelope[name] === undefined ? [] : `${name}\n${envelope[name]}\n`))
    .join('');
}
