import type { MetricAlarm, MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { type AwsAccount, clientSettings } from '#lib/adapters/aws/account';
import { everyPage, Reading } from '#lib/adapters/aws/reading';
import { REAL_WAITING, type Waiting } from '#lib/adapters/aws/waiting';
import type { Alarm, AlarmWatch, FunctionPoint, Monitoring, SeriesQuery } from '#lib/core/monitoring';

const READS_A_SECOND = 5;
// What one GetMetricData takes.
const METRICS_A_CALL = 500;

/** What is asked of each function, and under which statistic. */
const METRICS = [
  ['calls', 'Invocations', 'Sum'],
  ['errors', 'Errors', 'Sum'],
  ['p95Ms', 'Duration', 'p95'],
] as const;

type Measure = (typeof METRICS)[number][0];

/** CloudWatch behind the port. */
export async function openMonitoring(
  account: AwsAccount,
  waiting: Waiting = REAL_WAITING,
): Promise<Monitoring & { close(): void }> {
  const sdk = await import('@aws-sdk/client-cloudwatch');
  const client = new sdk.CloudWatchClient(clientSettings(account));
  const reading = new Reading('CloudWatch', READS_A_SECOND, waiting);

  async function results(queries: MetricDataQuery[], { from, to }: SeriesQuery, asker?: AbortSignal) {
    const page = (NextToken: string | undefined) =>
      reading.once('read metrics', asker, (abortSignal) => {
        const input = { MetricDataQueries: queries, StartTime: from, EndTime: to, NextToken };
        return client.send(new sdk.GetMetricDataCommand(input), { abortSignal });
      });
    return everyPage(page, ({ MetricDataResults: items, NextToken: next }) => ({ items, next }));
  }

  return {
    async alarms(asker) {
      const page = (NextToken: string | undefined) =>
        reading.once('list the alarms', asker, (abortSignal) =>
          client.send(new sdk.DescribeAlarmsCommand({ NextToken, AlarmTypes: ['MetricAlarm'] }), {
            abortSignal,
          }),
        );
      const all = await everyPage(page, ({ MetricAlarms: items, NextToken: next }) => ({ items, next }));
      return all.map(alarmOf).sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    async series(query, asker) {
      const queries = query.functionNames.flatMap((name, place) => metricQueries(name, place, query));
      const found: MetricDataResult[] = [];
      for (let start = 0; start < queries.length; start += METRICS_A_CALL) {
        found.push(...(await results(queries.slice(start, start + METRICS_A_CALL), query, asker)));
      }
      return pointsOf(query, found);
    },
    close: () => client.destroy(),
  };
}

function metricQueries(
  functionName: string,
  place: number,
  { periodSeconds: Period, through }: SeriesQuery,
): MetricDataQuery[] {
  const narrower = through
    ? [
        { Name: 'Resource', Value: `${functionName}:${through.alias}` },
        { Name: 'ExecutedVersion', Value: `${through.version}` },
      ]
    : [];
  return METRICS.map(([measure, MetricName, Stat]) => ({
    Id: `${measure.toLowerCase()}_${place}`,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/Lambda',
        MetricName,
        Dimensions: [{ Name: 'FunctionName', Value: functionName }, ...narrower],
      },
      Period,
      Stat,
    },
    ReturnData: true,
  }));
}

/** Every period of the query, filled where there is data: pages of one metric arrive as several results. */
function pointsOf(query: SeriesQuery, found: MetricDataResult[]): Map<string, FunctionPoint[]> {
  const step = query.periodSeconds * 1000;
  const first = Math.floor(query.from.getTime() / step) * step;
  const length = Math.max(0, Math.ceil((query.to.getTime() - first) / step));
  const lists = query.functionNames.map(() =>
    Array.from({ length }, (_, index): FunctionPoint => {
      return { at: new Date(first + index * step), calls: null, errors: null, p95Ms: null };
    }),
  );
  for (const { Id = '', Timestamps = [], Values = [] } of found) {
    const [name = '', place = ''] = Id.split('_');
    const measure = METRICS.find(([candidate]) => candidate.toLowerCase() === name)?.[0];
    const points = lists[Number(place)];
    if (measure && points)
      fill(
        points,
        measure,
        Timestamps.map((time) => (time.getTime() - first) / step),
        Values,
      );
  }
  return new Map(query.functionNames.map((name, place) => [name, lists[place] ?? []]));
}

function fill(points: FunctionPoint[], measure: Measure, places: number[], values: number[]): void {
  for (const [index, place] of places.entries()) {
    const point = points[place];
    if (point) point[measure] = values[index] ?? null;
  }
}

function alarmOf(found: MetricAlarm): Alarm {
  const metrics = (found.Metrics ?? []).flatMap(({ MetricStat }) => MetricStat ?? []);
  const dimensions = [
    found.Dimensions ?? [],
    ...metrics.map(({ Metric }) => Metric?.Dimensions ?? []),
  ].flat();
  return {
    name: found.AlarmName ?? '',
    description: found.AlarmDescription ?? '',
    state: found.StateValue ?? 'INSUFFICIENT_DATA',
    reason: found.StateReason ?? '',
    since: found.StateTransitionedTimestamp ?? found.StateUpdatedTimestamp ?? new Date(0),
    functionName: dimensions.find(({ Name }) => Name === 'FunctionName')?.Value ?? null,
    threshold: found.Threshold ?? null,
    periodSeconds: found.Period ?? metrics[0]?.Period ?? 60,
    watch: watchOf(found),
  };
}

function watchOf(found: MetricAlarm): AlarmWatch {
  const { Metrics = [], Namespace, MetricName, Statistic, ExtendedStatistic, EvaluationPeriods = 1 } = found;
  const statistic = Statistic ?? ExtendedStatistic ?? '';
  const single = { namespace: Namespace ?? '', name: MetricName ?? '', statistic };
  const several = Metrics.flatMap(({ MetricStat }) => MetricStat ?? []).map(({ Metric, Stat = '' }) => ({
    namespace: Metric?.Namespace ?? '',
    name: Metric?.MetricName ?? '',
    statistic: Stat,
  }));
  return {
    metrics: Metrics.length > 0 ? several : [single],
    expression: Metrics.find(({ ReturnData, Expression }) => ReturnData && Expression)?.Expression ?? null,
    comparison: found.ComparisonOperator ?? '',
    periods: EvaluationPeriods,
    periodsToAlarm: found.DatapointsToAlarm ?? EvaluationPeriods,
  };
}
