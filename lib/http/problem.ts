import type { Log } from '#lib/core/ctx';
import { AppError, isAppError, STATUS_OF } from '#lib/core/errors';

const TITLES: Record<AppError['code'], string> = {
  invalid: 'The input is not valid',
  unauthenticated: 'Not signed in',
  step_up_required: 'Sign in again to do this',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  conflict: 'Somebody else was first',
  plan_stale: 'The plan is out of date',
  precondition: 'A precondition is not met',
  too_large: 'Too large',
  unsupported: 'Unsupported content',
  unprocessable: 'Cannot be done as asked',
  rate_limited: 'Too many requests',
  upstream: 'Another service failed',
  unavailable: 'Not available now',
  timeout: 'It took too long',
  internal: 'Something went wrong here',
};

/** Any thrown value as `application/problem+json`. What is no AppError is logged whole and served without detail. */
export function problemResponse(thrown: unknown, requestId: string, log: Log): Response {
  const error = asAppError(thrown, requestId, log);
  const status = STATUS_OF[error.code];
  const body = {
    type: `https://flightdeck.dev/problems/${error.code}`,
    title: TITLES[error.code],
    status,
    detail: error.message,
    requestId,
    code: error.code,
    ...(error.errors ? { errors: error.errors } : {}),
    ...(error.checks ? { checks: error.checks } : {}),
  };
  const headers = new Headers({ 'content-type': 'application/problem+json' });
  const retryAfterSeconds = error.retryAfterSeconds ?? (error.code === 'rate_limited' ? 1 : undefined);
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(Math.ceil(retryAfterSeconds)));
  return new Response(JSON.stringify(body), { status, headers });
}

function asAppError(thrown: unknown, requestId: string, log: Log): AppError {
  if (isAppError(thrown)) {
    if (thrown.cause) log.warn({ requestId, code: thrown.code, err: thrown.cause }, thrown.message);
    return thrown;
  }
  log.error({ requestId, err: thrown }, 'request failed');
  return new AppError(
    'internal',
    'This is a defect on our side. Nothing was changed unless the page says so.',
  );
}
