import { z } from 'zod';
import type { Alarm } from '#lib/sandbox/cloud/cloudwatch/alarm';
import type { AlarmState } from '#lib/sandbox/cloud/cloudwatch/alarm-outcome';
import { post } from '#lib/sandbox/cloud/cloudwatch/post';
import { signedMessage } from '#lib/sandbox/cloud/cloudwatch/sns-signature';
import type { Controls } from '#lib/sandbox/cloud/frame/control';
import type { Collection } from '#lib/sandbox/cloud/frame/store';
import { WireError, type WireRequest } from '#lib/sandbox/cloud/frame/wire';
import { ACCOUNT, REGION, type World } from '#lib/sandbox/cloud/frame/world';

const Subscription = z.strictObject({ arn: z.string().startsWith('arn:aws:sns:'), url: z.url() });

interface Topic extends z.infer<typeof Subscription> {
  /** Where the sandbox was reached when it was subscribed to: what its messages name. */
  origin: string;
  /** What a subscriber must send back before it hears of anything; null when it has. */
  token: string | null;
}

type Headers = Record<string, string>;

/** Addresses that hear of alarms, as subscribers of SNS topics do. A message that can't be brought is given up. */
export class Topics {
  private readonly topics: Collection<Topic>;

  constructor(private readonly world: World) {
    this.topics = world.store.collection('cloudwatch.topics');
  }

  /** Sends what CloudWatch sends when an alarm has changed. */
  publish(alarm: Alarm, before: AlarmState, action: string): void {
    const topic = this.topics.get(action);
    if (!topic || topic.token !== null) return;
    this.send(topic, {
      Type: 'Notification',
      Subject: `${alarm.state}: "${alarm.definition.AlarmName}" in US East (N. Virginia)`,
      Message: JSON.stringify(messageOf(alarm, before)),
      Timestamp: new Date(alarm.stateUpdatedAt).toISOString(),
    });
  }

  controls(): Controls {
    return {
      'PUT /topics': (body, request) => {
        for (const subscription of z.array(Subscription).parse(body)) {
          this.topics.put(subscription.arn, { ...subscription, origin: originOf(request), token: null });
        }
        return this.topics.list();
      },
      'POST /subscriptions': (body, request) => this.subscribe(Subscription.parse(body), originOf(request)),
      'GET /confirmations': (_, { query }) => this.confirm(query.get('token') ?? ''),
    };
  }

  private subscribe(subscription: z.infer<typeof Subscription>, origin: string): { isPending: boolean } {
    const token = this.world.random.uuid().replaceAll('-', '');
    const topic = this.topics.put(subscription.arn, { ...subscription, origin, token });
    this.send(topic, {
      Type: 'SubscriptionConfirmation',
      Token: token,
      SubscribeURL: `${origin}/_sandbox/confirmations?token=${token}`,
      Message: `You have chosen to subscribe to the topic ${topic.arn}.`,
      Timestamp: new Date(this.world.now()).toISOString(),
    });
    return { isPending: true };
  }

  private confirm(token: string): { arn: string } {
    const topic = this.topics.list().find((candidate) => token !== '' && candidate.token === token);
    if (!topic) throw new WireError('InvalidParameter', 'Invalid token', 400);
    this.topics.put(topic.arn, { ...topic, token: null });
    return { arn: topic.arn };
  }

  private send(topic: Topic, message: { [name: string]: string } & { Type: string }): void {
    const whole = { MessageId: this.world.random.uuid(), TopicArn: topic.arn, ...message };
    const headers: Headers = {
      'content-type': 'text/plain; charset=UTF-8',
      'x-amz-sns-message-type': message.Type,
    };
    void post(topic.url, headers, JSON.stringify(signedMessage(whole, { origin: topic.origin })));
  }
}

function originOf({ headers }: WireRequest): string {
  return `http://${headers.host ?? '127.0.0.1'}`;
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
