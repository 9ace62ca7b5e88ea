import { describe, expect, it } from 'vitest';
import { findWords } from '#components/shell/find-words';

describe('findWords', () => {
  it.each([
    ['billing', ['careervp-prod-billing'], 1],
    ['roll back billing', ['Roll back careervp-prod-billing…'], 0.5],
    ['Billing', ['Sandbox', 'break something failing slow flapping trouble'], 0],
    ['roles', ['People', 'users roles approvers'], 0.5],
    ['roles audit', ['People', 'users roles approvers'], 0],
    ['', ['Anything'], 1],
    [' peop ', ['People'], 1],
  ])('of %j in %j', (typed, words, score) => {
    expect(findWords(typed, words)).toBe(score);
  });
});
