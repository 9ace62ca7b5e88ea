import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHealthProbe } from '#lib/adapters/health/open-health-probe';

let server: Server;
let origin: string;
const asked: string[] = [];

const ANSWERS: Record<string, RequestListener> = {
  '/health': (_, response) => response.end('{"status":"ok"}'),
  '/sick': (_, response) => response.writeHead(503).end(),
  '/moved': (_, response) => response.writeHead(302, { location: '/health' }).end(),
  '/empty': (_, response) => response.writeHead(204).end(),
  '/hang': () => {},
  '/cut': (request) => request.socket.destroy(),
};

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    ANSWERS[request.url ?? '']?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('the health probe', () => {
  it.each([
    ['/health', true, 200, 'It answered 200.'],
    ['/sick', false, 503, 'It answered 503.'],
    ['/moved', false, 302, 'It answered 302, a redirect, which is not followed.'],
    ['/empty', false, 204, 'It answered 204.'],
    ['/hang', false, null, 'It did not answer in time.'],
    ['/cut', false, null, 'It could not be reached (ECONNRESET).'],
  ])('reads %s as healthy: %s', async (path, isHealthy, status, why) => {
    const probe = openHealthProbe({ allowedOrigins: [origin], timeoutMs: 300 });
    const url = `${origin}${path}`;
    expect(await probe.ask(url)).toMatchObject({ url, isHealthy, status, why });
  });

  it('asks no private address, by number or by name, unless its origin is allowed', async () => {
    const probe = openHealthProbe({ allowedOrigins: ['https://elsewhere.example'] });
    const { port } = new URL(origin);
    const before = asked.length;
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]']) {
      const reading = await probe.ask(`http://${host}:${port}/health`);
      expect(reading, host).toMatchObject({ isHealthy: false, status: null });
      expect(reading.why, host).toContain('private address');
    }
    expect(asked.length).toBe(before);
  });

  it('takes an allowed origin with its port and no other', async () => {
    const probe = openHealthProbe({ allowedOrigins: ['http://127.0.0.1:1'] });
    expect((await probe.ask(`${origin}/health`)).why).toContain('private address');
  });

  it.each(['ftp://example.com/', 'file:///etc/passwd', 'nonsense'])('asks no %s', async (url) => {
    const reading = await openHealthProbe({ allowedOrigins: [] }).ask(url);
    expect(reading).toMatchObject({ isHealthy: false, why: 'It is not an http or https address.' });
  });
});
