import { describe, expect, it } from 'vitest';
import { refusalWords } from '#components/sign-in/refusal';
import { safeNext } from '#components/sign-in/safe-next';

describe('refusalWords', () => {
  it.each([
    ['wrong', /do not belong together/],
    ['disabled', /disabled/],
    ['throttled:90', /Try again in 1 min 30 s; your account is not locked/],
    ['throttled:nonsense', /Try again in 1 min;/],
    ['unknown', /Ask an admin/],
    ['OAuthCallback', /identity provider/],
    ['something else', /Nothing is wrong with your password/],
  ])('words %s', (error, message) => expect(refusalWords(error)).toMatch(message));
});

describe('safeNext', () => {
  it.each([
    ['/funnels/7?from=a', '/funnels/7?from=a'],
    [undefined, '/funnels'],
    ['', '/funnels'],
    ['https://elsewhere.example/', '/funnels'],
    ['//elsewhere.example', '/funnels'],
    ['/\\elsewhere.example', '/funnels'],
    ['javascript:alert(1)', '/funnels'],
  ])('of %s goes to %s', (next, path) => expect(safeNext(next)).toBe(path));
});
