/** Why an execution came to no result, as Athena reports it. */
export interface Failure {
  state: 'FAILED' | 'CANCELLED';
  reason: string;
  category: number;
  type: number;
  isRetryable: boolean;
}

const user = (type: number, reason: string): Failure => ({
  state: 'FAILED',
  reason,
  category: 2,
  type,
  isRetryable: false,
});

/** DuckDB's complaint in Athena's terms. */
export function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  const table = /Table with name (\S+) does not exist/.exec(message)?.[1];
  if (table) {
    return user(1110, `TABLE_NOT_FOUND: line 1:1: Table 'awsdatacatalog.sandbox.${table}' does not exist`);
  }
  if (message.includes('Parser Error')) return user(1006, `SYNTAX_ERROR: line 1:1: ${message}`);
  if (/^(Binder|Catalog) Error/.test(message)) return user(1006, `COLUMN_NOT_FOUND: line 1:1: ${message}`);
  if (/out of memory|could not allocate|max_temp_directory_size/i.test(message)) {
    return { ...user(0, 'Query exhausted resources at this scale factor'), category: 1 };
  }
  // A file that was merged away between being listed and being read: the next attempt sees the new one.
  if (message.startsWith('IO Error')) {
    return { ...user(200, `GENERIC_INTERNAL_ERROR: ${message}`), category: 1, isRetryable: true };
  }
  return user(1200, `GENERIC_USER_ERROR: ${message}`);
}
