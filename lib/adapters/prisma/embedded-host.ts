import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { type ReleaseFileLock, tryFileLock } from '#lib/adapters/file-lock';
import { PGliteStream } from '#lib/adapters/prisma/pglite-stream';

const SOCKET = '.s.PGSQL.5432';
/** Unix socket paths end at 107 bytes on Linux and 103 on macOS. */
const LONGEST_SOCKET_PATH = 100;
/** A guest who stops in the middle of a transaction keeps everybody waiting; after this time it is cut off. */
const GUEST_SILENCE_MS = 15_000;

/** The embedded database as run by this process, open to other processes of the same user by a socket. */
export interface EmbeddedHost {
  engine: PGlite;
  close(): Promise<void>;
}

/** Where `postgres/`, its lock and its socket live. */
export function lockFileOf(dataFolder: string): string {
  return path.join(dataFolder, 'postgres.lock');
}

/** Starts the engine on the folder if no living process has it, else answers null. */
export async function tryHost(dataFolder: string): Promise<EmbeddedHost | null> {
  const release = await tryFileLock(lockFileOf(dataFolder));
  if (!release) return null;
  try {
    return await host(dataFolder, release);
  } catch (error) {
    await release();
    throw error;
  }
}

/** The socket that the folder's present host listens on. */
export async function socketPathOf(dataFolder: string): Promise<string> {
  const recorded = await readFile(path.join(dataFolder, 'run', 'socket-path'), 'utf8').catch(() => null);
  return recorded ?? path.join(dataFolder, 'run', SOCKET);
}

async function host(dataFolder: string, release: ReleaseFileLock): Promise<EmbeddedHost> {
  const engine = await PGlite.create(path.join(dataFolder, 'postgres'));
  const socketPath = await makeSocketPath(dataFolder);
  const guests = new Set<net.Socket>();
  const server = await listen(engine, socketPath, guests);
  return {
    engine,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const guest of guests) guest.destroy();
      await closed;
      await engine.close();
      await rm(path.dirname(socketPath), { recursive: true, force: true });
      await rm(path.join(dataFolder, 'run'), { recursive: true, force: true });
      await release();
    },
  };
}

async function makeSocketPath(dataFolder: string): Promise<string> {
  const folder = path.join(dataFolder, 'run');
  // We hold the lock, so whatever is in there was left behind.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const direct = path.join(folder, SOCKET);
  if (Buffer.byteLength(direct) <= LONGEST_SOCKET_PATH) return direct;
  const short = path.join(await mkdtemp(path.join(os.tmpdir(), 'flightdeck-')), SOCKET);
  await writeFile(path.join(folder, 'socket-path'), short, { mode: 0o600 });
  return short;
}

async function listen(engine: PGlite, socketPath: string, guests: Set<net.Socket>): Promise<net.Server> {
  const server = net.createServer((guest) => {
    guests.add(guest);
    serveGuest(engine, guest);
    guest.once('close', () => guests.delete(guest));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socketPath, resolve);
  });
  await chmod(socketPath, 0o600);
  // The database must not keep a finished program alive.
  server.unref();
  return server;
}

function serveGuest(engine: PGlite, guest: net.Socket): void {
  const stream = new PGliteStream(engine);
  guest.pipe(stream).pipe(guest);
  const cut = (): void => {
    guest.destroy();
    stream.destroy();
  };
  guest.setTimeout(GUEST_SILENCE_MS, () => stream.ownsEngine && cut());
  guest.on('error', cut);
  stream.on('error', cut);
  guest.once('close', cut);
}
