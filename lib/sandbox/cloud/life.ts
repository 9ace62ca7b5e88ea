import type { Stacks } from '#lib/sandbox/cloud/cloudformation/stacks';
import type { Alarms } from '#lib/sandbox/cloud/cloudwatch/alarms';
import type { Metrics } from '#lib/sandbox/cloud/cloudwatch/metrics';
import type { Collection } from '#lib/sandbox/cloud/frame/store';
import type { World } from '#lib/sandbox/cloud/frame/world';
import type { InFlight } from '#lib/sandbox/cloud/lambda/in-flight';
import type { Traffic } from '#lib/sandbox/cloud/traffic/traffic';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** After a longer sleep than this the time before is left empty. */
const MOST_MS = 60 * MINUTE;
const FLUSH_MS = 10 * SECOND;

interface Parts {
  world: World;
  metrics: Metrics;
  inFlight: InFlight;
  traffic: Traffic;
  alarms: Alarms;
  stacks: Stacks;
}

/** What happens by itself, second by second: calls come and end, and each minute alarms look at their metrics. */
export class Life {
  private readonly marks: Collection<{ until: number }>;
  private until: number;
  private flushed: number;

  constructor(private readonly parts: Parts) {
    this.marks = parts.world.store.collection('life');
    this.until = this.marks.get('life')?.until ?? whole(parts.world.now());
    this.flushed = this.until;
  }

  /** Lives up to now. A second that was not on disk yet when the process ended is lived again, and is the same. */
  live(): void {
    const { world, metrics, inFlight, traffic, alarms, stacks } = this.parts;
    const to = whole(world.now());
    if (!world.clock.isStepped) this.until = Math.max(this.until, to - MOST_MS);
    while (this.until < to) {
      this.until += SECOND;
      traffic.second(this.until);
      inFlight.end(this.until);
      if (this.until % MINUTE === 0) alarms.evaluate(this.until);
      if (this.until % (10 * MINUTE) === 0) metrics.forget(this.until);
    }
    stacks.live();
    inFlight.end(world.now());
    if (this.until - this.flushed >= FLUSH_MS) this.flush();
  }

  /** Writes what is not on disk yet. */
  flush(): void {
    this.marks.put('life', { until: this.until });
    this.flushed = this.until;
    this.parts.metrics.flush();
    this.parts.world.store.commit();
  }
}

function whole(milliseconds: number): number {
  return milliseconds - (milliseconds % SECOND);
}
