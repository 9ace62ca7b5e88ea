import { describe, expect, it } from 'vitest';
import { healthAddress } from '#lib/functions/health-address';
import { HealthEndpointsUpdate } from '#lib/functions/health-schema';

const endpoints = [
  { environment: 'prod', function: null, url: 'https://api.example.com/{function}/health' },
  { environment: 'prod', function: 'careervp-prod-pay', url: 'https://pay.example.com/up' },
  { environment: 'dev', function: null, url: 'https://{function}.dev.example.com/' },
];

describe('where health is asked', () => {
  it.each([
    ['careervp-prod-vpr', 'https://api.example.com/careervp-prod-vpr/health'],
    ['careervp-prod-pay', 'https://pay.example.com/up'],
    ['careervp-dev-vpr', 'https://careervp-dev-vpr.dev.example.com/'],
    ['careervp-staging-vpr', null],
  ])('%s at %s', (name, expected) => {
    expect(healthAddress(endpoints, name)).toBe(expected);
  });
});

describe('the setting', () => {
  const refusedAt = (update: unknown) =>
    HealthEndpointsUpdate.safeParse(update).error?.issues.map(({ path }) => path.join('.'));

  it('takes patterns and single addresses', () => {
    expect(HealthEndpointsUpdate.safeParse({ version: 0, endpoints }).success).toBe(true);
  });

  it.each([
    ['a password', 'https://me:secret@api.example.com/'],
    ['another protocol', 'file:///etc/passwd'],
    ['no address', 'api.example.com/health'],
  ])('refuses %s', (_, url) => {
    expect(refusedAt({ version: 0, endpoints: [{ environment: 'prod', url }] })).toEqual(['endpoints.0.url']);
  });

  it('refuses two addresses for one environment', () => {
    const twice = [endpoints[0], endpoints[0]];
    expect(refusedAt({ version: 0, endpoints: twice })).toEqual(['endpoints']);
  });
});
