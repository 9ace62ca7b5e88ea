import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs, judgeCall } from '#lib/adapters/aws/persistence';

const failed = (name: string, more: object = {}) => Object.assign(new Error(name), { name, ...more });
const answered = (httpStatusCode: number) => ({ $metadata: { httpStatusCode } });

describe('judgeCall', () => {
  it.each([
    [failed('ThrottlingException', answered(400)), 'throttled'],
    [failed('TooManyRequestsException', answered(400)), 'throttled'],
    [failed('InternalServerException', answered(500)), 'lost'],
    [failed('SyntaxError', answered(200)), 'lost'],
    [failed('Error', { code: 'ECONNRESET' }), 'lost'],
    [failed('Error', { code: 'ECONNREFUSED', $metadata: { attempts: 1 } }), 'unreached'],
    [failed('Error', { code: 'ENOTFOUND' }), 'unreached'],
    [failed('TimeoutError'), 'lost'],
    [failed('InvalidRequestException', answered(400)), 'final'],
    [failed('AccessDeniedException', answered(400)), 'final'],
    [failed('CredentialsProviderError'), 'final'],
    [failed('TypeError'), 'final'],
    ['no error', 'final'],
  ] as const)('%s is %s', (error, judged) => {
    expect(judgeCall(error)).toBe(judged);
  });
});

describe('backoffMs', () => {
  it('doubles its limit up to five seconds, and is spread evenly below it', () => {
    const limits = [1, 2, 3, 4, 5, 6, 7].map((attempt) => backoffMs(attempt, 1));
    expect(limits).toEqual([200, 400, 800, 1600, 3200, 5000, 5000]);
    const attempts = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(attempts, fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
        expect(backoffMs(attempt, random)).toBe(Math.round(backoffMs(attempt, 1) * random));
      }),
    );
  });
});
