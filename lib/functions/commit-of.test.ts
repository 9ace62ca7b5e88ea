import { describe, expect, it } from 'vitest';
import { commitOf } from '#lib/functions/commit-of';

describe('the commit of a version', () => {
  it.each([
    ['deploy 3f2c1ab by ci', '3f2c1ab'],
    ['commit 9fceb02d0ae598e95dc970b74767f19372d61af8', '9fceb02d0ae598e95dc970b74767f19372d61af8'],
    ['release of the facade', null],
    ['v12', null],
    ['', null],
  ])('that says "%s" is %s', (description, commit) => {
    expect(commitOf(description)).toBe(commit);
  });
});
