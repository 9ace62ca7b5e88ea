import type { Alarm, FunctionPoint, Monitoring } from '#lib/core/monitoring';
import type { MemoryLambda } from '#lib/testing/simulator/memory-lambda';
import type { Owner, Timeline } from '#lib/testing/simulator/timeline';

const MINUTE_MS = 60_000;
const CALLS_A_MINUTE = 300;
const RATE = { good: 0.004, bad: 0.2 } as const;
/** So long a version hurts before its alarm is red. */
const ALARM_AFTER_MS = MINUTE_MS;

/** Whether a version hurts; the world decides it when the version is published. */
export type Hurts = (functionName: string, version: number | '$LATEST') => boolean;

interface Watched {
  lambda: MemoryLambda;
  timeline: Timeline;
  hurts: Hurts;
  /** Functions that nobody calls, of which there is no metric. */
  silent: ReadonlySet<string>;
}

/** CloudWatch as it would see the functions: a version that hurts raises errors, and its alarm, and another calms them. */
export function memoryMonitoring({ lambda, timeline, hurts, silent }: Watched, owner: Owner): Monitoring {
  const pointAt = (name: string, at: number): FunctionPoint => {
    if (silent.has(name)) return { at: new Date(at), calls: null, errors: null, p95Ms: null };
    const { version } = lambda.servedAt(name, 'live', at);
    const rate = hurts(name, version) ? RATE.bad : RATE.good;
    return { at: new Date(at), calls: CALLS_A_MINUTE, errors: Math.round(CALLS_A_MINUTE * rate), p95Ms: 80 };
  };
  return {
    alarms: async () => {
      await timeline.step(owner, 'reads alarms');
      return lambda.list().map((name) => alarmOf(name));
    },
    series: async ({ functionNames, from, to, periodSeconds }) => {
      await timeline.step(owner, 'reads metrics');
      const points = (name: string) => {
        const made: FunctionPoint[] = [];
        for (let at = from.getTime(); at < to.getTime(); at += periodSeconds * 1000)
          made.push(pointAt(name, at));
        return made;
      };
      return new Map(functionNames.map((name) => [name, points(name)]));
    },
  };

  function alarmOf(name: string): Alarm {
    const since = lambda.changes.findLast((change) => change.functionName === name)?.at ?? 0;
    const isRed = hurts(name, lambda.alias(name, 'live').version) && timeline.now - since > ALARM_AFTER_MS;
    const state = silent.has(name) ? 'INSUFFICIENT_DATA' : isRed ? 'ALARM' : 'OK';
    return {
      name: `${name}-errors`,
      description: '',
      state,
      reason: '',
      since: new Date(isRed ? since + ALARM_AFTER_MS : since),
      functionName: name,
      threshold: 0.05,
      periodSeconds: 60,
    };
  }
}
