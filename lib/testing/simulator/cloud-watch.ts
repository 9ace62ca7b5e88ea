import type { Alarm, FunctionPoint } from '#lib/core/monitoring';
import type { MemoryLambda } from '#lib/testing/simulator/memory-lambda';
import type { Timeline } from '#lib/testing/simulator/timeline';

const MINUTE_MS = 60_000;
const CALLS_A_MINUTE = 300;
const RATE = { good: 0.004, bad: 0.2 } as const;
const MOST_ERRORS = 10;
/** So long after the end of a minute its alarm knows. */
const EVALUATED_AFTER_MS = 20_000;
/** Nobody looks further back than so long before the beginning. */
const PAST_MS = 90 * MINUTE_MS;

/** Whether a version hurts; the world decides it when the version is published. */
export type Hurts = (functionName: string, version: number | '$LATEST') => boolean;

/** A time in which a function fails or is not measured, whichever version is live. */
export interface Outage {
  functionName: string;
  from: number;
  until: number;
  kind: 'errors' | 'silence';
}

interface Watched {
  lambda: MemoryLambda;
  timeline: Timeline;
  hurts: Hurts;
  /** Functions that nobody calls, of which there is no metric. */
  silent: ReadonlySet<string>;
  outages: readonly Outage[];
}

type Standing = Pick<Alarm, 'state' | 'since'>;

/** CloudWatch as it would see the functions: a version that hurts raises errors, and its alarm, and another calms them. */
export class MemoryCloudWatch {
  /** By what was counted, and by minute. */
  private readonly points = new Map<string, Map<number, FunctionPoint>>();
  private readonly standings = new Map<string, Standing>();

  private readonly oldest: number;

  constructor(private readonly world: Watched) {
    this.oldest = world.timeline.now - PAST_MS;
  }

  /** One minute of a function, or of one version of it. */
  pointAt(functionName: string, at: number, through?: number): FunctionPoint {
    const counted = through === undefined ? functionName : `${functionName} ${through}`;
    const minutes = this.points.get(counted) ?? new Map<number, FunctionPoint>();
    const known = minutes.get(at);
    if (known) return known;
    const point = this.count(functionName, at, through);
    this.points.set(counted, minutes);
    if (at + MINUTE_MS <= this.world.timeline.now) minutes.set(at, point);
    return point;
  }

  /** How the alarm of a function stood at a time that is not to come. */
  alarmAt(functionName: string, at: number): Standing {
    const newest = Math.floor((at - EVALUATED_AFTER_MS) / MINUTE_MS) * MINUTE_MS;
    const key = `${functionName} ${newest}`;
    const known = this.standings.get(key);
    if (known) return known;
    const state = this.evaluated(functionName, newest);
    let since = newest;
    while (since > this.oldest && this.evaluated(functionName, since - MINUTE_MS) === state) {
      since -= MINUTE_MS;
    }
    const standing = { state, since: new Date(since + EVALUATED_AFTER_MS) };
    this.standings.set(key, standing);
    return standing;
  }

  alarmOf(functionName: string): Alarm {
    return {
      name: `${functionName}-errors`,
      description: '',
      reason: '',
      functionName,
      threshold: MOST_ERRORS,
      periodSeconds: 60,
      watch: {
        metrics: [{ namespace: 'AWS/Lambda', name: 'Errors', statistic: 'Sum' }],
        expression: null,
        comparison: 'GreaterThanThreshold',
        periods: 1,
        periodsToAlarm: 1,
      },
      ...this.alarmAt(functionName, this.world.timeline.now),
    };
  }

  private evaluated(functionName: string, end: number): Alarm['state'] {
    const { errors } = this.pointAt(functionName, end - MINUTE_MS);
    if (errors === null) return 'INSUFFICIENT_DATA';
    return errors > MOST_ERRORS ? 'ALARM' : 'OK';
  }

  private count(functionName: string, at: number, through?: number): FunctionPoint {
    const { lambda, hurts } = this.world;
    const { version, second } = lambda.servedAt(functionName, 'live', at);
    const served = [
      { version, calls: CALLS_A_MINUTE * (1 - (second?.weight ?? 0)) },
      ...(second ? [{ version: second.version, calls: CALLS_A_MINUTE * second.weight }] : []),
    ].filter((one) => through === undefined || one.version === through);
    if (served.length === 0 || this.isOut(functionName, at, 'silence')) {
      return { at: new Date(at), calls: null, errors: null, p95Ms: null };
    }
    const isDown = this.isOut(functionName, at, 'errors');
    const failed = served.map(
      (one) => one.calls * (isDown || hurts(functionName, one.version) ? RATE.bad : RATE.good),
    );
    const sum = (values: number[]) => Math.round(values.reduce((all, value) => all + value, 0));
    return { at: new Date(at), calls: sum(served.map(({ calls }) => calls)), errors: sum(failed), p95Ms: 80 };
  }

  private isOut(functionName: string, at: number, kind: Outage['kind']): boolean {
    if (kind === 'silence' && this.world.silent.has(functionName)) return true;
    return this.world.outages.some(
      (one) =>
        one.functionName === functionName && one.kind === kind && one.from < at + MINUTE_MS && one.until > at,
    );
  }
}
