import { describe, expect, it } from 'vitest';
import { Acting } from '#lib/adapters/aws/acting';

const failed = (name: string, more: object = {}) => Object.assign(new Error(name), { name, ...more });
const answered = (httpStatusCode: number) => ({ $metadata: { httpStatusCode, requestId: 'r-1' } });
const throttled = failed('TooManyRequestsException', answered(429));
const waiting = { now: () => 0, random: () => 0, sleep: async () => undefined };
const acting = new Acting('AWS Lambda', waiting);

/** A call that fails as told, attempt by attempt, and then succeeds; it counts how often it was made. */
function call(...failures: Error[]) {
  const calls = { made: 0 };
  const make = async () => {
    const failure = failures[calls.made];
    calls.made += 1;
    if (failure) throw failure;
    return { value: 'moved', awsRequestId: 'r-2' };
  };
  return { calls, make };
}

describe('a call that changes something', () => {
  it.each([
    ['done', [], 1],
    ['done', [throttled, throttled], 3],
    ['done', [failed('Error', { code: 'ECONNREFUSED' })], 2],
    ['unknown', [failed('Error', { code: 'ECONNRESET' })], 1],
    ['unknown', [failed('TimeoutError')], 1],
    ['unknown', [failed('ServiceException', answered(500))], 1],
    ['unknown', [failed('SyntaxError', answered(200))], 1],
    ['unknown', [throttled, failed('Error', { code: 'ECONNRESET' })], 2],
    ['raced', [failed('PreconditionFailedException', answered(412))], 1],
    ['refused', [failed('AccessDeniedException', answered(403))], 1],
    ['refused', [failed('ResourceNotFoundException', answered(404))], 1],
  ])('is %s after %j, and is made %i times', async (outcome, failures, made) => {
    const { calls, make } = call(...failures);
    expect((await acting.once('move live', undefined, make)).outcome).toBe(outcome);
    expect(calls.made).toBe(made);
  });

  it('was not done when it was still throttled as its time ran out', async () => {
    const left = new AbortController();
    const end = await acting.once('move live', left.signal, async () => {
      left.abort();
      throw throttled;
    });
    expect(end).toMatchObject({ outcome: 'refused', awsRequestId: 'r-1' });
  });

  it('may have been done when its time ran out under way', async () => {
    const left = new AbortController();
    const end = await acting.once('move live', left.signal, async () => {
      left.abort();
      throw failed('AbortError');
    });
    expect(end.outcome).toBe('unknown');
  });
});
