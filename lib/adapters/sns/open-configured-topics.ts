import { openAlarmTopics } from '#lib/adapters/sns/open-alarm-topics';
import type { AlarmTopics } from '#lib/core/alarm-topics';
import type { Env } from '#lib/core/env';

/** The topic on which the alarms of the sandbox's demo are told. */
export const SANDBOX_TOPIC = 'arn:aws:sns:us-east-1:000000000000:careervp-prod-alarms';

/** The topics of the configuration; the sandbox has one of its own, and nobody else may sign for it. */
export function openConfiguredTopics({ CLOUD, SANDBOX_URL, ALARM_TOPIC_ARNS }: Env): AlarmTopics {
  const sandboxOrigin = CLOUD === 'sandbox' ? (URL.parse(SANDBOX_URL ?? '')?.origin ?? 'null') : null;
  const topicArns = CLOUD === 'sandbox' ? [...ALARM_TOPIC_ARNS, SANDBOX_TOPIC] : ALARM_TOPIC_ARNS;
  return openAlarmTopics({ topicArns, sandboxOrigin });
}
