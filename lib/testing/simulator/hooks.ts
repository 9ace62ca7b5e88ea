import type { TokenActor } from '#lib/core/actor';
import { answered } from '#lib/testing/simulator/operator';
import type { World } from '#lib/testing/simulator/world';

const EVENT_BRIDGE: TokenActor = { kind: 'token', id: 'events', name: 'EventBridge', role: 'engineer' };
const LONGEST_PAUSE_MS = 30_000;
const MOST_DELAY_MS = 90 * 60_000;

/** Messages about alarms, some late and some that come again, from somebody who need not be believed. */
export async function ring(world: World, messages: number): Promise<void> {
  const { dice, lambda, server, product, timeline, watch } = world;
  for (let left = messages; left > 0; left -= 1) {
    await world.later(LONGEST_PAUSE_MS, 'an alarm changes');
    const alarmName = `${dice.pick(lambda.list())}-errors`;
    const id = `m${dice.below(messages)}`;
    const time = new Date(timeline.now - (dice.chance(0.2) ? dice.below(MOST_DELAY_MS) : 0)).toISOString();
    const about = { source: 'aws.cloudwatch', 'detail-type': 'CloudWatch Alarm State Change' };
    const body = JSON.stringify({ id, ...about, time, detail: { alarmName } });
    const heard = await answered(world, 'EventBridge', `hook ${id}`, () =>
      server.request(EVENT_BRIDGE, null, (ctx) => product.hearAlarm(ctx, body)),
    );
    if (heard?.value?.did === 'look') watch.alarms.heard(id);
  }
}
