import { describe, expect, it } from 'vitest';
import { EMPTY_DRAFT, missingOf, requestOf } from '#components/deploys/deploy-draft';

const sha256 = 'a'.repeat(64);
const found = { name: 'orders-prod', environment: 'prod', alias: 'live' };
const inS3 = { ...EMPTY_DRAFT, from: 's3' as const, reason: 'More', bucket: 'b', key: 'k', sha256 };

describe('a draft of a deploy', () => {
  it('says everything that is missing at once', () => {
    expect(missingOf(EMPTY_DRAFT)).toEqual(['Choose the package.', 'Say why.']);
    expect(missingOf({ ...EMPTY_DRAFT, from: 's3' })).toHaveLength(3);
    expect(missingOf(inS3)).toEqual([]);
  });

  it('refuses a file that AWS Lambda does not take in one call', () => {
    const file = new File([], 'big.zip');
    Object.defineProperty(file, 'size', { value: 50 * 1024 ** 2 + 1 });
    expect(missingOf({ ...EMPTY_DRAFT, reason: 'x', file })[0]).toContain('50 MiB');
  });

  it('becomes a request, by its hash or by its place', () => {
    expect(requestOf(found, { ...EMPTY_DRAFT, reason: ' More ' }, sha256)).toMatchObject({
      kind: 'deploy',
      reason: 'More',
      code: { artefact: sha256 },
      steps: [
        { percent: 10, minutes: 5 },
        { percent: 50, minutes: 5 },
        { percent: 100, minutes: 5 },
      ],
    });
    const request = requestOf(found, { ...inS3, way: 'at-once', minutes: '1' }, null);
    expect(request).toMatchObject({
      code: { bucket: 'b', key: 'k', sha256 },
      steps: [{ percent: 100, minutes: 1 }],
    });
  });
});
