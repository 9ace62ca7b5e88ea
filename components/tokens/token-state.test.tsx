import { describe, expect, it } from 'vitest';
import { tokenState } from '#components/tokens/token-state';

const NOW = new Date('2026-03-01T00:00:00Z');

describe('tokenState', () => {
  it.each([
    ['2026-06-01T00:00:00Z', null, 'works'],
    ['2026-03-07T23:59:59Z', null, 'expires soon'],
    ['2026-03-08T00:00:00Z', null, 'works'],
    ['2026-03-01T00:00:00Z', null, 'expired'],
    ['2026-06-01T00:00:00Z', '2026-02-01T00:00:00Z', 'revoked'],
    ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', 'revoked'],
  ])('of one that ends %s, revoked %s, is %s', (expiresAt, revokedAt, label) => {
    const state = tokenState({ expiresAt, revokedAt }, NOW);
    expect(state.label).toBe(label);
    expect(state.isWorking).toBe(label === 'works' || label === 'expires soon');
  });
});
