/** What a function runs with. Of environment variables the names alone: their values are secrets. */
export interface FunctionConfiguration {
  runtime: string;
  handler: string;
  memoryMb: number;
  timeoutSeconds: number;
  role: string;
  architectures: string[];
  /** ARNs, with their versions, in order. */
  layers: string[];
  environmentNames: string[];
}

/**
 * An immutable version. `$LATEST` is none: it changes under whoever points at it, so by type it can be neither a
 * target nor deleted.
 */
export interface FunctionVersion {
  version: number;
  /** Base64, as AWS writes it. */
  codeSha256: string;
  /** When it was published, which says nothing about when it served. */
  publishedAt: Date;
  description: string;
  /** AWS's own word: `Active` can be invoked, `Inactive` must be woken first. */
  state: string;
  stateReason: string | null;
  configuration: FunctionConfiguration;
}

/** Where an alias sends its traffic. */
export interface FunctionAlias {
  name: string;
  version: number | '$LATEST';
  /** A second version and its share of the traffic, between 0 and 1; the main version gets the rest. */
  second: { version: number; weight: number } | null;
  /** The alias's own, which each update changes: what a move must carry. */
  revisionId: string;
  description: string;
}

/**
 * The functions of one account and region, read. Every method refuses with AppError: `not_found`, `forbidden` when the
 * credentials may not, `rate_limited` when AWS keeps throttling, `upstream` for what else AWS refuses, `unavailable`
 * when it cannot be reached.
 */
export interface Functions {
  /** The names of all pages, in order. */
  list(signal?: AbortSignal): Promise<string[]>;
  /** The published versions of all pages, oldest first by number. */
  versions(functionName: string, signal?: AbortSignal): Promise<FunctionVersion[]>;
  aliases(functionName: string, signal?: AbortSignal): Promise<FunctionAlias[]>;
}

export interface AliasMove {
  functionName: string;
  alias: string;
  toVersion: number;
  /** What shares the traffic with it; null for nothing, which empties the weights. */
  second: { version: number; weight: number } | null;
  /** What the alias's revision was when the move was planned. */
  revisionId: string;
  /** Kept with the alias (at most 256 characters), so that a move whose answer was lost is recognised as ours. */
  description: string;
}

/**
 * How a call that changes something ended. `unknown` is a lost answer: it may have been done, and reading tells.
 * `raced` is a revision that is no longer the newest: nothing was done by this call.
 */
export type Act<T> =
  | { outcome: 'done'; value: T; awsRequestId: string | null }
  | { outcome: 'raced' | 'refused' | 'unknown'; why: string; awsRequestId: string | null };

export interface Invocation {
  /** Which version really answered; null when AWS does not say. */
  executedVersion: string | null;
  /** Whether the function's own code failed. */
  isError: boolean;
  durationMs: number;
}

/** What may move traffic, and nothing else: credentials of its own. */
export interface FunctionMover {
  /** Sends the traffic of an alias elsewhere. Made once: only what AWS did not let in is tried again. */
  move(move: AliasMove, signal?: AbortSignal): Promise<Act<FunctionAlias>>;
  /** Calls the function through the alias or version, as its users do. */
  invoke(functionName: string, qualifier: string, signal?: AbortSignal): Promise<Act<Invocation>>;
}

/** What may delete one version, and nothing else: without a number there is no deletion. */
export interface FunctionPruner {
  deleteVersion(functionName: string, version: number, signal?: AbortSignal): Promise<Act<null>>;
}
