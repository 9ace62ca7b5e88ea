export type State = 'Pending' | 'Active' | 'Inactive' | 'Failed';

/** `$LATEST` or a published version, with what can differ between them. */
export interface Version {
  functionName: string;
  /** `$LATEST` or a decimal number. */
  version: string;
  /** SHA-256 of the package, base64 as Lambda shows it. */
  codeSha256: string;
  codeSize: number;
  /** The same hash as hex: where the package lies. */
  blob: string;
  settings: Configuration;
  /** Epoch milliseconds of its publication, of `$LATEST` its last change. */
  modifiedAt: number;
  revisionId: string;
  state: State;
  stateReasonCode?: string;
  lastUpdateStatus: 'Successful' | 'InProgress' | 'Failed';
  /** When Pending becomes Active and InProgress Successful. */
  settlesAt?: number;
  lastUsedAt: number;
  /** Of a published one: what `$LATEST` was, to tell whether anything changed since. */
  publishedFrom?: string;
}

/** What UpdateFunctionConfiguration changes. */
export interface Configuration {
  description: string;
  role: string;
  runtime: string;
  entryPoint: string;
  timeoutSeconds: number;
  memoryMb: number;
  environment: Record<string, string>;
  layers: string[];
  deadLetterArn?: string;
  architectures: string[];
}

export interface LambdaFunction {
  name: string;
  /** The highest number that was ever given; none comes again. */
  lastNumber: number;
  tags: Record<string, string>;
  /** So many calls at a time; none when 0. */
  reservedConcurrency?: number;
}

export interface Routing {
  version: string;
  /** The one further version that may get a part of the calls. */
  extra?: { version: string; weight: number };
}

export interface Alias extends Routing {
  functionName: string;
  name: string;
  description: string;
  revisionId: string;
  /** What callers may still reach, and from when to when. */
  before?: Routing & { from: number; to: number };
  /** AWS's own weight while provisioned concurrency moves: until then the old version gets everything. */
  provisioningUntil?: number;
}

export interface Provisioned {
  functionName: string;
  qualifier: string;
  requested: number;
  /** Epoch milliseconds. */
  changedAt: number;
  readyAt: number;
}
