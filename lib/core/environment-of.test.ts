import { describe, expect, it } from 'vitest';
import { environmentOf } from '#lib/core/environment-of';

describe('the environment of a name', () => {
  it.each([
    ['careervp-prod-vpr-generator', 'prod'],
    ['careervp_staging_cover-letter', 'staging'],
    ['dev-orders', 'dev'],
    ['orders-production', 'production'],
    ['product-search', 'default'],
    ['orders', 'default'],
  ])('of %s is %s', (name, environment) => {
    expect(environmentOf(name)).toBe(environment);
  });
});
