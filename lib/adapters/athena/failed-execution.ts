import type { QueryExecution } from '@aws-sdk/client-athena';

/** Why a query that Athena accepted came to no result. */
export type FailureCategory =
  | 'permission'
  | 'table'
  | 'syntax'
  | 'exhausted'
  | 'limit'
  | 'timeout'
  | 'output'
  | 'cancelled'
  | 'system'
  | 'other';

/** An execution that ended without a result. The message is Athena's own: for logs, never for readers. */
export class FailedExecution extends Error {
  readonly category: FailureCategory;
  readonly isRetryable: boolean;

  constructor(execution: QueryExecution) {
    const { State: state, StateChangeReason: reason = '', AthenaError: error } = execution.Status ?? {};
    super(`${state}: ${reason}`);
    this.name = 'FailedExecution';
    this.category = categoryOf(state === 'CANCELLED', reason, error?.ErrorType, error?.ErrorCategory);
    this.isRetryable = error?.Retryable === true;
  }
}

// The numbers leave much open, so what Athena writes is read first.
const WORDS: readonly [RegExp, FailureCategory][] = [
  [/bytes scanned limit/i, 'limit'],
  [
    /insufficient (lake formation )?permission|access ?denied|permission_denied|not authorized/i,
    'permission',
  ],
  [/TABLE_NOT_FOUND|SCHEMA_NOT_FOUND|CATALOG_NOT_FOUND|(table|schema) .*does not exist/i, 'table'],
  [/SYNTAX_ERROR|COLUMN_NOT_FOUND|FUNCTION_NOT_FOUND|TYPE_MISMATCH|mismatched input/, 'syntax'],
  [/exhausted resources|EXCEEDED_\w*MEMORY|INSUFFICIENT_RESOURCES/i, 'exhausted'],
  [/query timeout|EXCEEDED_TIME_LIMIT/i, 'timeout'],
  [/output location|output bucket|verify\/create output/i, 'output'],
];

/** Single numbers of Athena's error catalogue, as `from` to `to`. */
const NUMBERS: readonly [from: number, to: number, FailureCategory][] = [
  [0, 8, 'exhausted'],
  [206, 206, 'timeout'],
  [210, 210, 'timeout'],
  [401, 402, 'output'],
  [1006, 1006, 'syntax'],
  [1011, 1011, 'cancelled'],
  [1014, 1014, 'cancelled'],
  [1110, 1110, 'table'],
];

function categoryOf(
  isCancelled: boolean,
  reason: string,
  type: number | undefined,
  category: number | undefined,
): FailureCategory {
  const worded = WORDS.find(([pattern]) => pattern.test(reason))?.[1];
  if (worded) return worded;
  if (isCancelled) return 'cancelled';
  const numbered = NUMBERS.find(([from, to]) => type !== undefined && type >= from && type <= to)?.[2];
  return numbered ?? (category === 1 ? 'system' : 'other');
}
