import { z } from 'zod';
import type { Alarm } from '#lib/sandbox/cloud/cloudwatch/alarm';
import type { AlarmState } from '#lib/sandbox/cloud/cloudwatch/alarm-outcome';
import type { Controls } from '#lib/sandbox/cloud/frame/control';
import type { Collection } from '#lib/sandbox/cloud/frame/store';
import { ACCOUNT, REGION, type World } from '#lib/sandbox/cloud/frame/world';

const Topic = z.strictObject({ arn: z.string().startsWith('arn:aws:sns:'), url: z.url() });
type Topic = z.infer<typeof Topic>;

/** Addresses that hear of alarms, as subscribers of SNS topics do. A message that can't be brought is given up. */
export class Topics {
  private readonly topics: Collection<Topic>;

  constructor(private readonly world: World) {
    this.topics = world.store.collection('cloudwatch.topics');
  }

  /** Sends what CloudWatch sends when an alarm has changed. */
  publish(alarm: Alarm, before: AlarmState, action: string): void {
    const topic = this.topics.get(action);
    if (!topic) return;
    const body = JSON.stringify({
      Type: 'Notification',
      MessageId: this.world.random.uuid(),
      TopicArn: topic.arn,
      Subject: `${alarm.state}: "${alarm.definition.AlarmName}" in US East (N. Virginia)`,
      Message: JSON.stringify(messageOf(alarm, before)),
      Timestamp: new Date(alarm.stateUpdatedAt).toISOString(),
    });
    const headers = { 'content-type': 'text/plain; charset=UTF-8', 'x-amz-sns-message-type': 'Notification' };
    fetch(topic.url, { method: 'POST', headers, body, signal: AbortSignal.timeout(15_000) }).catch(() => {});
  }

  controls(): Controls {
    return {
      'PUT /topics': (body) => {
        for (const topic of z.array(Topic).parse(body)) this.topics.put(topic.arn, topic);
        return this.topics.list();
      },
    };
  }
}

function messageOf({ definition, state, reason, stateUpdatedAt }: Alarm, before: AlarmState) {
  const {
    AlarmName,
    AlarmDescription = null,
    Dimensions = [],
    MetricName,
    Namespace,
    Threshold,
  } = definition;
  return {
    AlarmName,
    AlarmDescription,
    AWSAccountId: ACCOUNT,
    AlarmArn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:${AlarmName}`,
    OldStateValue: before,
    NewStateValue: state,
    NewStateReason: reason,
    StateChangeTime: new Date(stateUpdatedAt).toISOString().replace('Z', '+0000'),
    Region: 'US East (N. Virginia)',
    Trigger: {
      MetricName,
      Namespace,
      Dimensions: Dimensions.map(({ Name, Value }) => ({ name: Name, value: Value })),
      Threshold,
      EvaluationPeriods: definition.EvaluationPeriods,
      ComparisonOperator: definition.ComparisonOperator,
    },
  };
}
