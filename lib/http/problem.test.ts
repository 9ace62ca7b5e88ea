import { describe, expect, it } from 'vitest';
import { AppError } from '#lib/core/errors';
import { problemResponse } from '#lib/http/problem';

function serve(thrown: unknown) {
  const logged: string[] = [];
  const log = {
    info: () => {},
    warn: (_: object, message: string) => logged.push(`warn ${message}`),
    error: (_: object, message: string) => logged.push(`error ${message}`),
  };
  return { response: problemResponse(thrown, 'request-1', log), logged };
}

describe('problemResponse', () => {
  it('says what was refused, where and why', async () => {
    const errors = [{ path: 'steps.1', message: 'must not be empty' }];
    const { response, logged } = serve(new AppError('invalid', 'The body is not valid.', { errors }));
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toEqual({
      type: 'https://flightdeck.dev/problems/invalid',
      title: 'The input is not valid',
      status: 400,
      detail: 'The body is not valid.',
      requestId: 'request-1',
      code: 'invalid',
      errors,
    });
    expect(logged).toEqual([]);
  });

  it('keeps a defect to the log', async () => {
    const { response, logged } = serve(new Error('SELECT secret FROM /home/ana'));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/secret|home/);
    expect(logged).toEqual(['error request failed']);
  });

  it.each([
    ['rate_limited', 2.2, '3'],
    ['rate_limited', undefined, '1'],
    ['unavailable', 30, '30'],
    ['unavailable', undefined, null],
  ] as const)('%s after %s s says retry-after %s', (code, retryAfterSeconds, header) => {
    const extras = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    expect(serve(new AppError(code, 'Later.', extras)).response.headers.get('retry-after')).toBe(header);
  });
});
