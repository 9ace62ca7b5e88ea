import { describe, expect, it } from 'vitest';
import { assertSameOrigin, ownOrigins } from '#lib/http/guard';

const OWN = ['http://localhost:3000'];

function request(method: string, headers: Record<string, string>): Request {
  return new Request('http://localhost:3000/api/funnels', { method, headers });
}

describe('assertSameOrigin', () => {
  it.each([
    { method: 'GET', headers: {}, passes: true },
    { method: 'GET', headers: { origin: 'https://evil.example' }, passes: true },
    { method: 'POST', headers: { origin: 'http://localhost:3000' }, passes: true },
    { method: 'POST', headers: { origin: 'https://evil.example' }, passes: false },
    { method: 'POST', headers: { origin: 'null' }, passes: false },
    { method: 'POST', headers: {}, passes: false },
    { method: 'DELETE', headers: { 'sec-fetch-site': 'same-origin' }, passes: true },
    { method: 'DELETE', headers: { 'sec-fetch-site': 'cross-site' }, passes: false },
    { method: 'POST', headers: { authorization: 'Bearer fd_x', origin: 'https://ci.example' }, passes: true },
  ])('$method with $headers: $passes', ({ method, headers, passes }) => {
    const attempt = () => assertSameOrigin(request(method, headers as Record<string, string>), OWN);
    if (passes) expect(attempt).not.toThrow();
    else expect(attempt).toThrow('another site');
  });
});

describe('ownOrigins', () => {
  it('is the configured address alone, or the host that was asked', () => {
    const asked = request('POST', { host: 'localhost:3000' });
    expect(ownOrigins(asked, 'https://flightdeck.example.com/base')).toEqual([
      'https://flightdeck.example.com',
    ]);
    expect(ownOrigins(asked, undefined)).toEqual(['http://localhost:3000', 'https://localhost:3000']);
  });
});
