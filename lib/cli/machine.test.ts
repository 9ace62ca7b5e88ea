import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Fault } from '#lib/cli/fault';
import { assertDiskSpace, assertPortFree, assertWritable, configuration, freePort } from '#lib/cli/machine';

let folder: string;
const servers: Server[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'flightdeck-machine-'));
});

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

async function occupy(host: string): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

describe('assertPortFree', () => {
  it.each(['127.0.0.1', '0.0.0.0', '::'])(
    'names the port that is taken on %s, and the way out',
    async (host) => {
      const port = await occupy(host);
      await expect(assertPortFree(port)).rejects.toThrow(
        new Fault(
          `Port ${port} is taken. Stop what runs there, or choose another: PORT=${port + 1} npm start`,
        ),
      );
    },
  );

  it('is content with a free one, and leaves it free', async () => {
    const port = await freePort();
    await assertPortFree(port);
    await expect(assertPortFree(port)).resolves.toBeUndefined();
  });
});

describe('assertWritable', () => {
  it('makes the folder', () => {
    assertWritable(path.join(folder, 'a/b'));
    expect(() => assertWritable(path.join(folder, 'a/b'))).not.toThrow();
  });

  it('refuses what cannot be a folder, and says how to name another', () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    expect(() => assertWritable(path.join(file, 'data'))).toThrow(/cannot be written.*FLIGHTDECK_DATA=/);
  });
});

describe('assertDiskSpace', () => {
  it('is content where there is room', () => {
    expect(() => assertDiskSpace(folder, false)).not.toThrow();
  });
});

describe('configuration', () => {
  it('names what is missing without a stack', () => {
    vi.stubEnv('DATABASE_URL', 'postgresql://db/flightdeck');
    vi.stubEnv('NEXTAUTH_SECRET', '');
    expect(configuration).toThrow(Fault);
    expect(configuration).toThrow(/NEXTAUTH_SECRET is missing/);
  });
});
