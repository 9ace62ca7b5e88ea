import { z } from 'zod';
import { isStatistic } from '#lib/sandbox/cloud/cloudwatch/statistic';

/** Epoch seconds on the wire, milliseconds here. */
const time = z.number().transform((seconds) => Math.round(seconds * 1000));

const Dimensions = z
  .array(z.object({ Name: z.string().min(1), Value: z.string().min(1) }))
  .max(30)
  .default([]);

const statistic = z.string().refine(isStatistic, 'is no statistic that this sandbox knows');

const isPeriod = (seconds: number) => [10, 20, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0);
const period = z.int().refine(isPeriod, 'must be 10, 20, 30 or a multiple of 60');

const Metric = z.object({
  Namespace: z.string().min(1).max(255),
  MetricName: z.string().min(1).max(255),
  Dimensions,
});

export const Query = z.object({
  Id: z.string().regex(/^[a-z][a-zA-Z0-9_]*$/),
  MetricStat: z.object({ Metric, Period: period, Stat: statistic }).optional(),
  Expression: z.string().max(2048).optional(),
  Label: z.string().optional(),
  ReturnData: z.boolean().default(true),
  Period: period.optional(),
});
export type Query = z.infer<typeof Query>;

export const GetMetricData = z.object({
  MetricDataQueries: z.array(Query).min(1).max(500),
  StartTime: time,
  EndTime: time,
  ScanBy: z.enum(['TimestampDescending', 'TimestampAscending']).default('TimestampDescending'),
  MaxDatapoints: z.int().min(1).max(100_800).default(100_800),
  NextToken: z.string().optional(),
});
export type GetMetricData = z.infer<typeof GetMetricData>;

export const PutMetricData = z.object({
  Namespace: z.string().regex(/^(?!AWS\/)[^:]+$/, 'may not begin with AWS/'),
  MetricData: z
    .array(
      z.object({
        MetricName: z.string().min(1).max(255),
        Dimensions,
        Timestamp: time.optional(),
        Value: z.number().optional(),
        Values: z.array(z.number()).max(150).optional(),
        Counts: z.array(z.number()).max(150).optional(),
        StatisticValues: z
          .object({ SampleCount: z.number(), Sum: z.number(), Minimum: z.number(), Maximum: z.number() })
          .optional(),
      }),
    )
    .min(1)
    .max(1000),
});
export type PutMetricData = z.infer<typeof PutMetricData>;

export const ListMetrics = z.object({
  Namespace: z.string().optional(),
  MetricName: z.string().optional(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.string().optional() })).default([]),
  NextToken: z.string().optional(),
});

export const PutMetricAlarm = z.object({
  AlarmName: z.string().min(1).max(255),
  AlarmDescription: z.string().max(1024).optional(),
  ActionsEnabled: z.boolean().default(true),
  OKActions: z.array(z.string()).max(5).default([]),
  AlarmActions: z.array(z.string()).max(5).default([]),
  InsufficientDataActions: z.array(z.string()).max(5).default([]),
  Namespace: z.string().optional(),
  MetricName: z.string().optional(),
  Dimensions: Dimensions.unwrap().optional(),
  Statistic: z.enum(['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum']).optional(),
  ExtendedStatistic: statistic.optional(),
  Period: period.optional(),
  Metrics: z.array(Query).min(1).optional(),
  EvaluationPeriods: z.int().min(1),
  DatapointsToAlarm: z.int().min(1).optional(),
  Threshold: z.number(),
  ComparisonOperator: z.enum([
    'GreaterThanOrEqualToThreshold',
    'GreaterThanThreshold',
    'LessThanThreshold',
    'LessThanOrEqualToThreshold',
  ]),
  TreatMissingData: z.enum(['missing', 'ignore', 'breaching', 'notBreaching']).default('missing'),
  EvaluateLowSampleCountPercentile: z.enum(['evaluate', 'ignore']).optional(),
});
export type PutMetricAlarm = z.infer<typeof PutMetricAlarm>;

const State = z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']);

export const DescribeAlarms = z.object({
  AlarmNames: z.array(z.string()).max(100).optional(),
  AlarmNamePrefix: z.string().optional(),
  StateValue: State.optional(),
  MaxRecords: z.int().min(1).max(100).default(50),
  NextToken: z.string().optional(),
});

export const DescribeAlarmHistory = z.object({
  AlarmName: z.string().optional(),
  HistoryItemType: z.enum(['ConfigurationUpdate', 'StateUpdate', 'Action']).optional(),
  StartDate: time.optional(),
  EndDate: time.optional(),
  MaxRecords: z.int().min(1).max(100).default(100),
  ScanBy: z.enum(['TimestampDescending', 'TimestampAscending']).default('TimestampDescending'),
  NextToken: z.string().optional(),
});

export const AlarmNames = z.object({ AlarmNames: z.array(z.string()).min(1).max(100) });

export const SetAlarmState = z.object({
  AlarmName: z.string(),
  StateValue: State,
  StateReason: z.string().min(1).max(1023),
});
