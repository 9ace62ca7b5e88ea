import type { PutMetricAlarm, Query } from '#lib/sandbox/cloud/cloudwatch/requests';
import type { Plan } from '#lib/sandbox/cloud/traffic/traffic';

/** Where its alarms say that they changed. */
const TOPIC = 'arn:aws:sns:us-east-1:000000000000:careervp-prod-alarms';

type Common =
  | 'ActionsEnabled'
  | 'OKActions'
  | 'AlarmActions'
  | 'InsufficientDataActions'
  | 'ComparisonOperator'
  | 'TreatMissingData';

const COMMON: Pick<PutMetricAlarm, Common> = {
  ActionsEnabled: true,
  OKActions: [TOPIC],
  AlarmActions: [TOPIC],
  InsufficientDataActions: [],
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
};

/** The four alarms of a function: error rate, latency, errors, and 5XX of its place in the API. */
export function fourAlarms({ functionName, api }: Plan): PutMetricAlarm[] {
  const ofFunction = [{ Name: 'FunctionName', Value: functionName }];
  const ofRoute = Object.entries({
    ApiName: api?.name ?? '',
    Stage: 'prod',
    Resource: api?.resource ?? '',
    Method: api?.method ?? '',
  }).map(([Name, Value]) => ({ Name, Value }));
  const lambda = { ...COMMON, Namespace: 'AWS/Lambda', Dimensions: ofFunction, Period: 60 };
  return [
    {
      ...COMMON,
      AlarmName: `${functionName}-HighErrorRate`,
      AlarmDescription: 'More than 5 % of calls failed in 2 minutes in a row.',
      Metrics: errorRate(ofFunction),
      EvaluationPeriods: 2,
      Threshold: 5,
    },
    {
      ...lambda,
      AlarmName: `${functionName}-HighLatency`,
      AlarmDescription: 'The 95th percentile was above 5 seconds in 3 minutes in a row.',
      MetricName: 'Duration',
      ExtendedStatistic: 'p95',
      EvaluateLowSampleCountPercentile: 'ignore',
      EvaluationPeriods: 3,
      Threshold: 5000,
    },
    {
      ...lambda,
      AlarmName: `${functionName}-LambdaErrors`,
      AlarmDescription: 'More than 10 calls failed in a minute.',
      MetricName: 'Errors',
      Statistic: 'Sum',
      EvaluationPeriods: 1,
      Threshold: 10,
    },
    {
      ...lambda,
      AlarmName: `${functionName}-5XXErrors`,
      AlarmDescription: 'The API answered 5XX more than 20 times in a minute.',
      Namespace: 'AWS/ApiGateway',
      MetricName: '5XXError',
      Dimensions: ofRoute,
      Statistic: 'Sum',
      EvaluationPeriods: 1,
      Threshold: 20,
    },
  ];
}

function errorRate(Dimensions: { Name: string; Value: string }[]): Query[] {
  const metric = (Id: string, MetricName: string): Query => ({
    Id,
    MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName, Dimensions }, Period: 60, Stat: 'Sum' },
    ReturnData: false,
  });
  return [
    metric('errors', 'Errors'),
    metric('invocations', 'Invocations'),
    { Id: 'rate', Expression: '100 * errors / invocations', Label: 'Error rate (%)', ReturnData: true },
  ];
}
