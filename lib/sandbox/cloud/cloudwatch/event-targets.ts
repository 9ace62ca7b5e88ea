import { z } from 'zod';
import type { Alarm } from '#lib/sandbox/cloud/cloudwatch/alarm';
import type { AlarmState } from '#lib/sandbox/cloud/cloudwatch/alarm-outcome';
import { post } from '#lib/sandbox/cloud/cloudwatch/post';
import type { Controls } from '#lib/sandbox/cloud/frame/control';
import type { Collection } from '#lib/sandbox/cloud/frame/store';
import { ACCOUNT, REGION, type World } from '#lib/sandbox/cloud/frame/world';

const Target = z.strictObject({ url: z.url(), headers: z.record(z.string(), z.string()).default({}) });
type Target = z.infer<typeof Target>;

/** Addresses that hear of every change of every alarm, as API destinations of EventBridge do: at least once. */
export class EventTargets {
  private readonly targets: Collection<Target>;

  constructor(private readonly world: World) {
    this.targets = world.store.collection('events.targets');
  }

  publish(alarm: Alarm, before: AlarmState): void {
    const body = JSON.stringify(eventOf(alarm, before, this.world.random.uuid()));
    for (const { url, headers } of this.targets.list()) {
      void post(url, { 'content-type': 'application/json', ...headers }, body);
    }
  }

  controls(): Controls {
    return {
      'PUT /event-targets': (body) => {
        for (const { url } of this.targets.list()) this.targets.delete(url);
        for (const target of z.array(Target).parse(body)) this.targets.put(target.url, target);
        return this.targets.list();
      },
    };
  }
}

function eventOf({ definition, state, reason, stateUpdatedAt }: Alarm, before: AlarmState, id: string) {
  const time = new Date(stateUpdatedAt).toISOString();
  return {
    version: '0',
    id,
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    account: ACCOUNT,
    time,
    region: REGION,
    resources: [`arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:${definition.AlarmName}`],
    detail: {
      alarmName: definition.AlarmName,
      state: { value: state, reason, timestamp: time.replace('Z', '+0000') },
      previousState: { value: before },
      configuration: { description: definition.AlarmDescription ?? '' },
    },
  };
}
