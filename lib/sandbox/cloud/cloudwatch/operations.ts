import type { z } from 'zod';
import type { Alarm } from '#lib/sandbox/cloud/cloudwatch/alarm';
import type { Alarms, HistoryItem } from '#lib/sandbox/cloud/cloudwatch/alarms';
import type { Metrics } from '#lib/sandbox/cloud/cloudwatch/metrics';
import { MetricQueries } from '#lib/sandbox/cloud/cloudwatch/query-metrics';
import { invalidCombination, validation } from '#lib/sandbox/cloud/cloudwatch/refusals';
import * as requests from '#lib/sandbox/cloud/cloudwatch/requests';
import type { Samples } from '#lib/sandbox/cloud/cloudwatch/statistic';
import { parseInput } from '#lib/sandbox/cloud/frame/parse-input';
import { WireError } from '#lib/sandbox/cloud/frame/wire';
import { ACCOUNT, REGION, type World } from '#lib/sandbox/cloud/frame/world';

export interface Watching {
  world: World;
  metrics: Metrics;
  alarms: Alarms;
}

type Operation = (watching: Watching, input: unknown) => unknown;

const read = <S extends z.ZodType>(schema: S, input: unknown) => parseInput(schema, input);

/** Every operation of CloudWatch that the sandbox knows. */
export const OPERATIONS: Record<string, Operation> = {
  PutMetricData: ({ world, metrics }, input) => {
    const request = read(requests.PutMetricData, input);
    for (const datum of request.MetricData) {
      const dimensions = Object.fromEntries(datum.Dimensions.map(({ Name, Value }) => [Name, Value]));
      const metric = { namespace: request.Namespace, name: datum.MetricName, dimensions };
      metrics.put(metric, datum.Timestamp ?? world.now(), samplesOf(datum));
    }
    metrics.flush();
  },
  GetMetricData: ({ metrics }, input) => getMetricData(metrics, read(requests.GetMetricData, input)),
  ListMetrics: ({ metrics }, input) => listMetrics(metrics, input),
  PutMetricAlarm: ({ alarms }, input) => alarms.put(read(requests.PutMetricAlarm, input)),
  DescribeAlarms: ({ alarms }, input) => describeAlarms(alarms, input),
  DescribeAlarmHistory: ({ alarms }, input) => describeAlarmHistory(alarms, input),
  DeleteAlarms: ({ alarms }, input) => {
    const names = read(requests.AlarmNames, input).AlarmNames;
    for (const name of names) existing(alarms, name);
    for (const name of names) alarms.delete(name);
  },
  EnableAlarmActions: ({ alarms }, input) => {
    for (const name of read(requests.AlarmNames, input).AlarmNames) alarms.enableActions(name, true);
  },
  DisableAlarmActions: ({ alarms }, input) => {
    for (const name of read(requests.AlarmNames, input).AlarmNames) alarms.enableActions(name, false);
  },
  SetAlarmState: ({ alarms }, input) => {
    const { AlarmName, StateValue, StateReason } = read(requests.SetAlarmState, input);
    alarms.setState(existing(alarms, AlarmName), StateValue, StateReason);
  },
};

function existing(alarms: Alarms, name: string): Alarm {
  const alarm = alarms.get(name);
  if (!alarm) throw new WireError('ResourceNotFound', `The alarm ${name} does not exist.`, 404);
  return alarm;
}

function samplesOf(datum: requests.PutMetricData['MetricData'][number]): Samples {
  const { StatisticValues: statistics, Value, Values, Counts } = datum;
  if (statistics) {
    const { SampleCount, Sum, Minimum, Maximum } = statistics;
    return { count: SampleCount, sum: Sum, minimum: Minimum, maximum: Maximum, values: [] };
  }
  const given = Values ?? (Value === undefined ? [] : [Value]);
  if (given.length === 0) throw invalidCombination('A datum needs Value, Values or StatisticValues.');
  const values = given.flatMap((value, at) => Array.from({ length: Counts?.[at] ?? 1 }, () => value));
  return {
    count: values.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    minimum: Math.min(...values),
    maximum: Math.max(...values),
    values,
  };
}

function getMetricData(metrics: Metrics, request: requests.GetMetricData) {
  const { StartTime: from, EndTime: to, MetricDataQueries, ScanBy, MaxDatapoints, NextToken } = request;
  if (from >= to) throw validation('The parameter StartTime must be less than the parameter EndTime.');
  const queries = new MetricQueries(metrics, MetricDataQueries, { from, to });
  const results = MetricDataQueries.filter(({ ReturnData }) => ReturnData).map(
    ({ Id, Label, MetricStat }) => {
      const points = [...queries.series(Id)].sort(([a], [b]) =>
        ScanBy === 'TimestampAscending' ? a - b : b - a,
      );
      return { Id, Label: Label ?? MetricStat?.Metric.MetricName ?? Id, points };
    },
  );
  // Pages hold so many points together; a series that does not fit goes on in the next page.
  const skip = NextToken === undefined ? 0 : Number(NextToken);
  let seen = 0;
  const page = results.map(({ Id, Label, points }) => {
    const shown = points.slice(Math.max(0, skip - seen), Math.max(0, skip + MaxDatapoints - seen));
    seen += points.length;
    return {
      Id,
      Label,
      Timestamps: shown.map(([time]) => time / 1000),
      Values: shown.map(([, value]) => value),
      StatusCode: seen > skip + MaxDatapoints ? 'PartialData' : 'Complete',
    };
  });
  const next = seen > skip + MaxDatapoints ? { NextToken: String(skip + MaxDatapoints) } : {};
  return { MetricDataResults: page, Messages: [], ...next };
}

function listMetrics(metrics: Metrics, input: unknown) {
  const request = read(requests.ListMetrics, input);
  const wanted = metrics
    .list()
    .filter(({ namespace }) => request.Namespace === undefined || namespace === request.Namespace)
    .filter(({ name }) => request.MetricName === undefined || name === request.MetricName)
    .filter(({ dimensions }) =>
      request.Dimensions.every(({ Name, Value }) =>
        Value === undefined ? Name in dimensions : dimensions[Name] === Value,
      ),
    )
    .map(({ namespace, name, dimensions }) => ({
      Namespace: namespace,
      MetricName: name,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    }));
  const { items, ...next } = page(wanted, 500, request.NextToken);
  return { Metrics: items, ...next };
}

function describeAlarms(alarms: Alarms, input: unknown) {
  const request = read(requests.DescribeAlarms, input);
  const { AlarmNames: names, AlarmNamePrefix: prefix, StateValue: state } = request;
  if (names && prefix !== undefined)
    throw invalidCombination('AlarmNames and AlarmNamePrefix exclude each other.');
  const wanted = alarms
    .list()
    .filter(({ definition }) => names === undefined || names.includes(definition.AlarmName))
    .filter(({ definition }) => definition.AlarmName.startsWith(prefix ?? ''))
    .filter((alarm) => state === undefined || alarm.state === state);
  const { items, ...next } = page(wanted, request.MaxRecords, request.NextToken);
  return { MetricAlarms: items.map(describe), CompositeAlarms: [], ...next };
}

function describe(alarm: Alarm) {
  const { Dimensions, ...definition } = alarm.definition;
  return {
    ...definition,
    Dimensions: Dimensions ?? [],
    AlarmArn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:${definition.AlarmName}`,
    AlarmConfigurationUpdatedTimestamp: alarm.configuredAt / 1000,
    StateValue: alarm.state,
    StateReason: alarm.reason,
    ...(alarm.reasonData === undefined ? {} : { StateReasonData: alarm.reasonData }),
    StateUpdatedTimestamp: alarm.stateUpdatedAt / 1000,
    StateTransitionedTimestamp: alarm.transitionedAt / 1000,
  };
}

function describeAlarmHistory(alarms: Alarms, input: unknown) {
  const request = read(requests.DescribeAlarmHistory, input);
  const wanted = alarms
    .history()
    .filter(({ alarmName }) => request.AlarmName === undefined || alarmName === request.AlarmName)
    .filter(({ type }) => request.HistoryItemType === undefined || type === request.HistoryItemType)
    .filter(({ at }) => at >= (request.StartDate ?? 0) && at <= (request.EndDate ?? Infinity));
  if (request.ScanBy === 'TimestampAscending') wanted.reverse();
  const { items, ...next } = page(wanted, request.MaxRecords, request.NextToken);
  return { AlarmHistoryItems: items.map(historyItem), ...next };
}

function historyItem({ alarmName, at, type, summary, data }: HistoryItem) {
  return {
    AlarmName: alarmName,
    AlarmType: 'MetricAlarm',
    Timestamp: at / 1000,
    HistoryItemType: type,
    HistorySummary: summary,
    HistoryData: data,
  };
}

function page<T>(items: T[], size: number, token: string | undefined): { items: T[]; NextToken?: string } {
  const from = token === undefined ? 0 : Number(token);
  if (!Number.isSafeInteger(from)) throw new WireError('InvalidNextToken', 'The token is none of ours.');
  const some = items.slice(from, from + size);
  return from + size < items.length ? { items: some, NextToken: String(from + size) } : { items: some };
}
