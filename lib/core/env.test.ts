import { describe, expect, it } from 'vitest';
import { readEnv } from '#lib/core/env';

const secret = 'x'.repeat(32);
const production = {
  DATABASE_URL: 'postgresql://db/flightdeck',
  NEXTAUTH_SECRET: secret,
  NEXTAUTH_URL: 'https://flightdeck.example.com',
};

const athena = {
  WAREHOUSE: 'athena',
  ATHENA_DATABASE: 'analytics',
  ATHENA_OUTPUT: 's3://bucket/results/',
  AWS_REGION: 'eu-central-1',
};

describe('readEnv', () => {
  it('means the embedded defaults where nothing is set, and takes empty for unset', () => {
    expect(readEnv({})).toEqual(readEnv({ DATABASE_URL: '', PORT: '' }));
    expect(readEnv({})).toMatchObject({ PORT: 3000, FLIGHTDECK_DATA: '.data', WAREHOUSE_MEMORY: '2GB' });
  });

  it('takes a whole production', () => {
    expect(readEnv(production).DATABASE_URL).toBe(production.DATABASE_URL);
  });

  it("takes a whole Athena, with Amazon's own defaults, and a region that means nothing else", () => {
    expect(readEnv(athena)).toMatchObject({ ATHENA_WORKGROUP: 'primary', ATHENA_CATALOG: 'AwsDataCatalog' });
    expect(readEnv({ ...athena, WAREHOUSE: 'duckdb' }).WAREHOUSE).toBe('duckdb');
    expect(readEnv({ AWS_REGION: 'eu-central-1' }).WAREHOUSE).toBeUndefined();
  });

  it.each([
    [{ ...production, NEXTAUTH_SECRET: undefined }, 'NEXTAUTH_SECRET is missing'],
    [{ ...production, NEXTAUTH_URL: '' }, 'NEXTAUTH_URL is missing'],
    [{ NEXTAUTH_SECRET: 'short' }, 'NEXTAUTH_SECRET must have at least 32 characters'],
    [{ DATABASE_URL: 'mysql://db' }, 'DATABASE_URL must begin with postgresql://'],
    [{ PORT: '70000' }, 'PORT'],
    [{ HEALTH_ORIGINS: 'https://a.internal, b.internal/health' }, 'HEALTH_ORIGINS must be origins'],
    [{ WAREHOUSE_MEMORY: 'lots' }, 'WAREHOUSE_MEMORY must be a size like'],
    [{ AUTH_OIDC_ISSUER: 'https://id.example.com' }, 'AUTH_OIDC_CLIENT_ID is missing'],
    [{ ...athena, ATHENA_DATABASE: '' }, 'ATHENA_DATABASE is missing'],
    [{ ...athena, ATHENA_OUTPUT: undefined }, 'ATHENA_OUTPUT is missing'],
    [{ ...athena, AWS_REGION: '' }, 'AWS_REGION is missing'],
    [{ ...athena, ATHENA_OUTPUT: 'bucket/prefix' }, 'ATHENA_OUTPUT must look like s3://'],
    [{ ...athena, WAREHOUSE: '' }, 'WAREHOUSE is missing'],
    [{ WAREHOUSE: 'trino' }, 'WAREHOUSE'],
    [{ AWS_ROLE_MOVE: 'flightdeck-mover' }, 'AWS_ROLE_MOVE must be the ARN of a role'],
    [{ ARTEFACTS_S3: 'bucket/prefix' }, 'ARTEFACTS_S3 must look like s3://'],
    [{ AUDIT_ANCHOR_S3: 'bucket' }, 'AUDIT_ANCHOR_S3 must look like'],
  ])('refuses %j', (source, message) => {
    expect(() => readEnv(source)).toThrow(message);
  });

  it('names every fault at once', () => {
    const read = () => readEnv({ DATABASE_URL: production.DATABASE_URL, AUTH_OIDC_CLIENT_ID: 'x' });
    expect(read).toThrow(
      /NEXTAUTH_SECRET[\s\S]*NEXTAUTH_URL[\s\S]*AUTH_OIDC_ISSUER[\s\S]*AUTH_OIDC_CLIENT_SECRET/,
    );
  });
});
