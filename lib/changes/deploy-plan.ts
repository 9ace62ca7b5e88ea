import type { Json } from '#lib/core/canonical-json';
import { plainJson } from '#lib/core/plain-json';

/** What is deployed: a kept package, or an object in S3 that must hold the bytes that were named. */
export type PlannedCode =
  | { from: 'artefact'; sha256: string; codeSha256: string; fileName: string; bytes: number }
  | {
      from: 's3';
      sha256: string;
      codeSha256: string;
      bucket: string;
      key: string;
      objectVersion: string | null;
    };

/** A share of the traffic, and how long it is watched before the next. */
export interface TrafficStep {
  /** 1 to 100; the last is 100. */
  percent: number;
  minutes: number;
}

/** One function and what becomes live of it. Versions are written as AWS writes them. */
export interface PlannedDeploy {
  function: string;
  alias: string;
  fromVersion: string;
  fromRevisionId: string;
  fromCodeSha256: string;
  /** `$LATEST` as it was: what the update must find. */
  latestRevisionId: string;
  latestCodeSha256: string;
  code: PlannedCode;
  steps: TrafficStep[];
  /** What the version will say of itself, without the mark of the change. */
  description: string;
  /** Backed up first, because the function uses them. */
  tables: string[];
  /** What will be configured otherwise than in the live version, by name. */
  changed: string[];
  /** Alarms that are red now: they do not count against the deploy. */
  redNow: string[];
}

/** What the hash of a plan covers: all but what only explains it. */
export function boundDeploy({ changed: _changed, redNow: _redNow, ...deeds }: PlannedDeploy): Json {
  return plainJson(deeds);
}
