import type { AlarmMeasure } from '#lib/functions/measure-of';
import type { Rejection } from '#lib/functions/rollback-target';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

export interface ServedAlarm {
  name: string;
  description: string;
  state: AlarmState;
  reason: string;
  since: string;
  function: string | null;
  threshold: number | null;
  periodSeconds: number;
  /** What it measures; null for anything that is not of the four that functions have. */
  measure: AlarmMeasure | null;
}

/** Since when the live version serves, and who put it there, as far as is known. */
export interface Since {
  /** Null when it was there already when it was first looked at. */
  at: string | null;
  /** Null for a move from outside. */
  by: string | null;
  changeId: string | null;
  /** What is known, or why nothing is, in words. */
  sentence: string;
}

export interface ServedPoint {
  at: string;
  calls: number | null;
  errors: number | null;
  p95Ms: number | null;
}

/** What one look at a function tells. Versions are written as AWS writes them. */
export interface LiveFunction {
  name: string;
  environment: string;
  alias: string;
  version: string;
  /** A second version and its share of the traffic. */
  second: { version: string; weight: number } | null;
  codeSha256: string | null;
  commit: string | null;
  publishedAt: string | null;
  since: Since;
  alarms: ServedAlarm[];
  /** The last hour, a point a minute. */
  points: ServedPoint[];
  /** Ways in which what is live is not what Flightdeck put there. */
  drift: { kind: 'latest' | 'moved_outside' | 'stack_moves'; sentence: string }[];
  /** The stack that made the alias, and where its template puts it, as far as that can be read. */
  owner: { stack: string; version: string | null } | null;
  /** Where a rollback would go. */
  rollback: { toVersion: string | null; why: string; rejected: Rejection[] };
  /** Why its deploys are locked; null when they are not. */
  lock: { id: string; reason: string; by: string; expiresAt: string } | null;
  readAt: string;
}

export interface LiveFunctions {
  /** Whose they are. */
  cloud: 'aws' | 'sandbox';
  region: string;
  functions: LiveFunction[];
  /** How many of how many were read; they appear one by one at first. */
  expected: number | null;
  readAt: string | null;
  problem: string | null;
}

/** Why a version must not run again. */
export interface ServedMark {
  reason: string;
  by: string;
  at: string;
}

export interface ServedVersion {
  version: string;
  codeSha256: string;
  commit: string | null;
  publishedAt: string;
  description: string;
  state: string;
  stateReason: string | null;
  isLive: boolean;
  /** Its share of the traffic now. */
  weight: number;
  /** When it was seen live, the newest first, as far as is known. */
  served: { from: string; until: string | null; by: string | null }[];
  bad: ServedMark | null;
  /** What is configured otherwise than in the version before, by name. */
  changed: string[];
}

export interface FunctionVersions {
  function: string;
  alias: string;
  versions: ServedVersion[];
}
