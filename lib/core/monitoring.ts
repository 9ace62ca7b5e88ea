/** What an alarm watches, as far as it is about one function. */
export interface Alarm {
  name: string;
  description: string;
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** AWS's own sentence for the state. */
  reason: string;
  /** When it entered the state. */
  since: Date;
  /** The function that its metrics name; null for one about something else. */
  functionName: string | null;
  /** Strictly above it is too much, for the alarms this product reads. */
  threshold: number | null;
  periodSeconds: number;
  /** What it looks at, and how; absent where nobody asked. */
  watch?: AlarmWatch;
}

/** What an alarm looks at: one metric, or an expression over several. */
export interface AlarmWatch {
  metrics: { namespace: string; name: string; statistic: string }[];
  expression: string | null;
  comparison: string;
  /** So many periods are looked at, and so many of them must be too much. */
  periods: number;
  periodsToAlarm: number;
}

/** One period of one function. What AWS has no data for is null, and never 0. */
export interface FunctionPoint {
  /** The period's start. */
  at: Date;
  calls: number | null;
  errors: number | null;
  /** 95th percentile of the duration, in milliseconds. */
  p95Ms: number | null;
}

export interface SeriesQuery {
  functionNames: readonly string[];
  /** Only the calls that reached this version through this alias; all calls when it is left out. */
  through?: { alias: string; version: number };
  from: Date;
  to: Date;
  /** 60 or a multiple of it. */
  periodSeconds: number;
}

/** Alarms and metrics of one account and region; refuses as `Functions` does. */
export interface Monitoring {
  /** The alarms of all pages, by name. */
  alarms(signal?: AbortSignal): Promise<Alarm[]>;
  /** For each function one point a period of `[from, to)`, in order, whether or not there is data. */
  series(query: SeriesQuery, signal?: AbortSignal): Promise<Map<string, FunctionPoint[]>>;
}
