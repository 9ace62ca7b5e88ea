import { describe, expect, it } from 'vitest';
import { apiHeaders, pageHeaders } from '#lib/http/security-headers';

function policyOf(isDevelopment: boolean, isSecure = false): string {
  return pageHeaders({ nonce: 'abc', isSecure, isDevelopment })['content-security-policy'] ?? '';
}

describe('pageHeaders', () => {
  it('lets only scripts with the nonce run, and nobody frame the page', () => {
    expect(policyOf(false)).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
    expect(policyOf(false)).toContain("frame-ancestors 'none'");
    expect(policyOf(false)).not.toMatch(/script-src[^;]*unsafe/);
  });

  it('loosens scripts for the development server alone', () => {
    expect(policyOf(true)).toContain("'unsafe-eval'");
  });

  it.each([true, false])('promises TLS only behind TLS (%s)', (isSecure) => {
    const headers = [pageHeaders({ nonce: 'abc', isSecure, isDevelopment: false }), apiHeaders(isSecure)];
    for (const each of headers) expect('strict-transport-security' in each).toBe(isSecure);
    expect(policyOf(false, isSecure).includes('upgrade-insecure-requests')).toBe(isSecure);
  });
});

describe('apiHeaders', () => {
  it('keeps answers out of caches and frames', () => {
    expect(apiHeaders(false)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
  });
});
