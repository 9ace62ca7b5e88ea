import { type Increment, type InvocationRow, Invocations } from '#lib/sandbox/cloud/cloudwatch/invocations';
import { keyOf, type Metric } from '#lib/sandbox/cloud/cloudwatch/metric';
import { MetricJournal } from '#lib/sandbox/cloud/cloudwatch/metric-journal';
import { NO_SAMPLES, type Samples, together } from '#lib/sandbox/cloud/cloudwatch/statistic';

const MINUTE = 60_000;
/** Enough to look back a week. */
const KEPT_MS = 8 * 86_400_000;
const WHOLE_MS = 3 * 3_600_000;
const REWRITE_BYTES = 48 * 2 ** 20;

/** All metrics by the minute: those of functions from their invocations, others as they were put. */
export class Metrics {
  private readonly invocations = new Invocations();
  private readonly series = new Map<string, { metric: Metric; minutes: Map<number, Samples> }>();
  private readonly journal: MetricJournal;

  constructor(folder: string, now: number) {
    this.journal = new MetricJournal(folder, {
      invocation: (...entry) => this.invocations.add(...entry),
      samples: (metric, at, samples) => this.addSamples(metric, at, samples),
    });
    this.forget(now);
    this.rewrite();
  }

  /** Calls of a function, in the minute in which they started. */
  addInvocation(functionName: string, at: number, resource: string, version: string, more: Increment): void {
    this.invocations.add(functionName, at, resource, version, more);
    this.journal.noteInvocation(functionName, at - (at % MINUTE), resource, version, more);
  }

  put(metric: Metric, at: number, samples: Samples): void {
    this.addSamples(metric, at, samples);
    this.journal.noteSamples(metric, at - (at % MINUTE), samples);
  }

  /** Writes what was noted since the last time. */
  flush(): void {
    this.journal.flush();
    if (this.journal.grownBytes > REWRITE_BYTES) this.rewrite();
  }

  /** Forgets everything. */
  clear(): void {
    this.invocations.clear();
    this.series.clear();
    this.rewrite();
  }

  /** Lets old minutes go, or most of what is in them. */
  forget(now: number): void {
    this.invocations.thin(now - WHOLE_MS, now - KEPT_MS);
    for (const { minutes } of this.series.values()) {
      for (const minute of minutes.keys()) if (minute < now - KEPT_MS) minutes.delete(minute);
    }
  }

  /** The samples of one minute; `NO_SAMPLES` when nothing was reported. */
  samples(metric: Metric, minute: number): Samples {
    const put = this.series.get(keyOf(metric))?.minutes.get(minute) ?? NO_SAMPLES;
    return metric.namespace === 'AWS/Lambda' ? together(put, this.ofLambda(metric, minute)) : put;
  }

  /** Every metric that has been reported. */
  list(): Metric[] {
    const put = [...this.series.values()].map(({ metric }) => metric);
    const dimensions = new Map<string, Record<string, string>>();
    for (const [FunctionName, , { resource: Resource, version }] of this.invocations.all()) {
      const sets: Record<string, string>[] = [{ FunctionName }, { FunctionName, Resource }];
      if (version !== '') sets.push({ FunctionName, Resource, ExecutedVersion: version });
      for (const set of sets) dimensions.set(JSON.stringify(set), set);
    }
    const lambda = [...dimensions.values()].flatMap((set) =>
      ['Invocations', 'Errors', 'Duration', 'Throttles'].map((name) => ({
        namespace: 'AWS/Lambda',
        name,
        dimensions: set,
      })),
    );
    return [...put, ...lambda];
  }

  private rewrite(): void {
    this.journal.rewrite(this.invocations.all(), this.series.values());
  }

  private addSamples(metric: Metric, at: number, samples: Samples): void {
    const key = keyOf(metric);
    const one = this.series.get(key) ?? { metric, minutes: new Map<number, Samples>() };
    this.series.set(key, one);
    const minute = at - (at % MINUTE);
    one.minutes.set(minute, together(one.minutes.get(minute) ?? NO_SAMPLES, samples));
  }

  /** Dimensions select exactly: by function; by function and name; by function, name and version. */
  private ofLambda({ name, dimensions }: Metric, minute: number): Samples {
    const { FunctionName, Resource, ExecutedVersion, ...others } = dimensions;
    if (FunctionName === undefined || Object.keys(others).length > 0) return NO_SAMPLES;
    if (ExecutedVersion !== undefined && Resource === undefined) return NO_SAMPLES;
    return this.invocations
      .rows(FunctionName, minute)
      .filter(({ resource }) => Resource === undefined || resource === Resource)
      .filter(({ version }) => ExecutedVersion === undefined || version === ExecutedVersion)
      .map((row) => samplesOf(name, row))
      .reduce(together, NO_SAMPLES);
  }
}

function samplesOf(name: string, row: InvocationRow): Samples {
  if (name === 'Duration') {
    const { durations, durationSum, invocations } = row;
    if (durations.length === 0) return NO_SAMPLES;
    const minimum = Math.min(...durations);
    const maximum = Math.max(...durations);
    return { count: invocations, sum: durationSum, minimum, maximum, values: durations };
  }
  if (name === 'Invocations') return repeated(row.invocations, row.invocations);
  // A call that succeeds reports that it was no error: 0 is something else than nothing.
  if (name === 'Errors') return repeated(row.invocations, row.errors);
  if (name === 'Throttles') return repeated(row.invocations + row.throttles, row.throttles);
  return NO_SAMPLES;
}

/** So many samples of 0 or 1. */
function repeated(count: number, sum: number): Samples {
  if (count === 0) return NO_SAMPLES;
  return { count, sum, minimum: sum < count ? 0 : 1, maximum: sum > 0 ? 1 : 0, values: [] };
}
