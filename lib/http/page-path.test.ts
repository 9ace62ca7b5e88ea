import { describe, expect, it } from 'vitest';
import { signInPath } from '#lib/http/page-path';

describe('signInPath', () => {
  it.each([
    [null, '/sign-in'],
    ['/', '/sign-in'],
    ['/audit', '/sign-in?next=%2Faudit'],
    ['/funnels/7?from=a&to=b', '/sign-in?next=%2Ffunnels%2F7%3Ffrom%3Da%26to%3Db'],
  ])('leads back to %s by %s', (path, target) => {
    expect(signInPath(path)).toBe(target);
  });
});
