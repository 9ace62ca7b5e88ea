import {
  evaluateExpression,
  namesOf,
  parseExpression,
  type Series,
} from '#lib/sandbox/cloud/cloudwatch/math-expression';
import type { Metric } from '#lib/sandbox/cloud/cloudwatch/metric';
import type { Metrics } from '#lib/sandbox/cloud/cloudwatch/metrics';
import { validation } from '#lib/sandbox/cloud/cloudwatch/refusals';
import type { Query } from '#lib/sandbox/cloud/cloudwatch/requests';
import { NO_SAMPLES, type Samples, statisticOf, together } from '#lib/sandbox/cloud/cloudwatch/statistic';

const MINUTE = 60_000;

interface Span {
  /** Epoch milliseconds, half open. */
  from: number;
  to: number;
}

/** Answers queries over a span of time: metrics by their period, and expressions over them. */
export class MetricQueries {
  private readonly byId: Map<string, Query>;
  private readonly known = new Map<string, Series>();

  constructor(
    private readonly metrics: Metrics,
    queries: readonly Query[],
    private readonly span: Span,
  ) {
    this.byId = new Map(queries.map((query) => [query.Id, query]));
    if (this.byId.size < queries.length) throw validation('The values for parameter Id must be unique.');
  }

  /** @throws WireError when an expression has no meaning */
  series(id: string, asking: readonly string[] = []): Series {
    const known = this.known.get(id);
    if (known) return known;
    const query = this.byId.get(id);
    if (!query) throw validation(`Error in expression: there is no query with the Id ${id}.`);
    if (asking.includes(id)) throw validation(`Error in expression '${id}': it needs itself.`);
    const series = query.MetricStat
      ? this.ofMetric(query.MetricStat)
      : this.ofExpression(query, [...asking, id]);
    this.known.set(id, series);
    return series;
  }

  private ofMetric({ Metric: asked, Period, Stat }: NonNullable<Query['MetricStat']>): Series {
    const metric: Metric = {
      namespace: asked.Namespace,
      name: asked.MetricName,
      dimensions: Object.fromEntries(asked.Dimensions.map(({ Name, Value }) => [Name, Value])),
    };
    const series = new Map<number, number>();
    for (const time of timesOf(this.span, Period)) {
      const value = statisticOf(Stat, samplesIn(this.metrics, metric, time, Period));
      if (value !== undefined) series.set(time, value);
    }
    return series;
  }

  private ofExpression({ Id, Expression = '' }: Query, asking: string[]): Series {
    try {
      const node = parseExpression(Expression);
      const names = namesOf(node);
      const periods = [...this.byId.values()].flatMap(({ MetricStat }) => MetricStat?.Period ?? []);
      const times = timesOf(this.span, Math.max(60, ...periods));
      const needed = new Map(names.map((name) => [name, this.series(name, asking)]));
      const value = evaluateExpression(node, (name) => needed.get(name) ?? new Map(), times);
      return typeof value === 'number' ? new Map(times.map((time) => [time, value])) : value;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw validation(`Error in expression '${Id}': ${error.message}`);
    }
  }
}

/** All samples of a metric in the period that begins at `time`. A period below a minute knows its whole minute. */
export function samplesIn(metrics: Metrics, metric: Metric, time: number, periodSeconds: number): Samples {
  let samples = NO_SAMPLES;
  for (let minute = time; minute < time + periodSeconds * 1000; minute += MINUTE) {
    samples = together(samples, metrics.samples(metric, minute - (minute % MINUTE)));
  }
  return samples;
}

/** The beginnings of the periods of a span, the first at or before its begin. */
function timesOf({ from, to }: Span, periodSeconds: number): number[] {
  const period = Math.max(periodSeconds * 1000, MINUTE);
  const times: number[] = [];
  for (let time = from - (from % period); time < to; time += period) times.push(time);
  return times;
}
