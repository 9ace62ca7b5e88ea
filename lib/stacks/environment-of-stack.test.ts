import { expect, it } from 'vitest';
import { environmentOfStack } from '#lib/stacks/environment-of-stack';

it.each([
  ['orders-dev', { environment: 'prod' }, 'prod'],
  ['orders-dev', {}, 'dev'],
  ['orders-dev', { environment: '' }, 'dev'],
  ['orders', {}, 'default'],
])('of %s with tags %j is %s', (name, tags, environment) => {
  expect(environmentOfStack({ name, tags })).toBe(environment);
});
