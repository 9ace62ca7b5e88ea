/** The only ways in which a request can be refused; the HTTP status follows from the code alone. */
export const STATUS_OF = {
  invalid: 400,
  unauthenticated: 401,
  step_up_required: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  plan_stale: 409,
  precondition: 412,
  too_large: 413,
  unsupported: 415,
  unprocessable: 422,
  rate_limited: 429,
  upstream: 502,
  unavailable: 503,
  timeout: 504,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof STATUS_OF;

/** One fault in the caller's input: `path` is dotted (`steps.1.filters.0.op`), `message` says what would be right. */
export interface FieldError {
  path: string;
  message: string;
}

/** One condition of an action; a refusal lists all of them, so that a reader mends everything at once. */
export interface Check {
  id: string;
  label: string;
  status: 'pass' | 'fail' | 'wait';
  reason: string;
}

interface AppErrorExtras {
  errors?: FieldError[];
  checks?: Check[];
  retryAfterSeconds?: number;
  cause?: unknown;
}

/**
 * A refusal that a person may read. `detail` says what was wrong and what would be right; it never holds SQL,
 * paths, stacks or secrets. Anything else that is thrown is a defect and is served as `internal`.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly errors: FieldError[] | undefined;
  readonly checks: Check[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, detail: string, extras: AppErrorExtras = {}) {
    super(detail, { cause: extras.cause });
    this.name = 'AppError';
    this.code = code;
    this.errors = extras.errors;
    this.checks = extras.checks;
    this.retryAfterSeconds = extras.retryAfterSeconds;
  }
}

/**
 * Whether it is a refusal, whoever made it. Pages, routes and the start of the server are bundled apart, each with an
 * AppError of its own, so `instanceof` misses what an adapter throws that another of them opened.
 */
export function isAppError(thrown: unknown): thrown is AppError {
  if (thrown instanceof AppError) return true;
  if (!(thrown instanceof Error) || thrown.name !== 'AppError' || !('code' in thrown)) return false;
  return typeof thrown.code === 'string' && Object.hasOwn(STATUS_OF, thrown.code);
}
