import { AppError, type Check, type ErrorCode, type FieldError, STATUS_OF } from '#lib/core/errors';

interface Problem {
  code?: ErrorCode;
  detail?: string;
  requestId?: string;
  errors?: FieldError[];
  checks?: Check[];
}

/** A refusal as the browser sees it; `requestId` is what a person quotes when they ask for help. */
export class RemoteError extends AppError {
  readonly requestId: string | undefined;

  constructor(code: ErrorCode, problem: Problem) {
    super(code, problem.detail ?? 'The server gave no reason.', {
      ...(problem.errors ? { errors: problem.errors } : {}),
      ...(problem.checks ? { checks: problem.checks } : {}),
    });
    this.name = 'RemoteError';
    this.requestId = problem.requestId;
  }
}

interface FetchJsonOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal | undefined;
  idempotencyKey?: string;
}

/**
 * Asks our own API and answers its JSON (`undefined` for 204).
 *
 * @throws RemoteError for every refusal; `unavailable` when the server could not be reached at all.
 */
export async function fetchJson<T>(path: string, options: FetchJsonOptions = {}): Promise<T> {
  const headers = new Headers({ accept: 'application/json' });
  if (options.body !== undefined) headers.set('content-type', 'application/json');
  if (options.idempotencyKey) headers.set('idempotency-key', options.idempotencyKey);
  const response = await fetch(path, {
    method: options.method ?? 'GET',
    headers,
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  }).catch((cause: unknown) => {
    if (options.signal?.aborted) throw cause;
    throw new RemoteError('unavailable', {
      detail: 'The server cannot be reached. Nothing was changed; try again.',
    });
  });
  if (response.status === 204) return undefined as T;
  if (response.ok) return (await response.json()) as T;
  const problem = (await response.json().catch(() => ({}))) as Problem;
  throw new RemoteError(problem.code ?? codeOf(response.status), problem);
}

function codeOf(status: number): ErrorCode {
  const found = Object.entries(STATUS_OF).find(([, known]) => known === status);
  return (found?.[0] ?? 'internal') as ErrorCode;
}
