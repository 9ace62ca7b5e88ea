import { mkdir } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { holderOf } from '#lib/adapters/file-lock';
import { EmbeddedConnection, type Transport } from '#lib/adapters/prisma/embedded-connection';
import { type EmbeddedHost, lockFileOf, socketPathOf, tryHost } from '#lib/adapters/prisma/embedded-host';
import { type Migration, migrate } from '#lib/adapters/prisma/migrate';
import { EMBEDDED, PGliteStream, pglitePool } from '#lib/adapters/prisma/pglite-stream';
import { AppError } from '#lib/core/errors';

/** A first start makes a whole database; on a slow machine that takes a while. */
const PATIENCE_MS = 30_000;

export interface EmbeddedPool {
  pool: pg.Pool;
  close(): Promise<void>;
}

/**
 * A pool on the folder's database. The first process to come runs the engine, all others reach it through that one's
 * socket; when that process goes, the next connection of any other makes its own process the host.
 */
export async function openEmbeddedPool(folder: string, migrations: Migration[]): Promise<EmbeddedPool> {
  const dataFolder = path.resolve(folder);
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const access = new EmbeddedAccess(dataFolder, migrations);
  const pool = new pg.Pool({
    ...EMBEDDED,
    stream: () => new EmbeddedConnection(() => access.transport()),
  });
  // An idle connection ends when its host does; the pool has dropped it already.
  pool.on('error', () => {});
  const close = async (): Promise<void> => {
    await pool.end();
    await access.close();
  };
  try {
    await pool.query('SELECT 1');
  } catch (error) {
    await close();
    throw error;
  }
  return { pool, close };
}

class EmbeddedAccess {
  private hosting: Promise<EmbeddedHost | null> | null = null;
  private isClosed = false;

  constructor(
    private readonly dataFolder: string,
    private readonly migrations: Migration[],
  ) {}

  async transport(): Promise<Transport> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      if (this.isClosed) throw new AppError('unavailable', 'The database is closed.');
      const host = await this.host();
      if (host) return new PGliteStream(host.engine);
      const socket = await dial(await socketPathOf(this.dataFolder));
      if (socket) return socket;
      if (performance.now() > deadline) throw await this.hostIsSilent();
      await pause(50);
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const host = await this.hosting?.catch(() => null);
    await host?.close();
  }

  /** This process's own engine, started at most once; null while another process has the folder. */
  private async host(): Promise<EmbeddedHost | null> {
    this.hosting ??= this.start();
    const attempt = this.hosting;
    const host = await attempt.catch((error: unknown) => {
      this.hosting = null;
      throw error;
    });
    if (!host && this.hosting === attempt) this.hosting = null;
    return host;
  }

  private async start(): Promise<EmbeddedHost | null> {
    const host = await tryHost(this.dataFolder);
    if (!host) return null;
    const pool = pglitePool(host.engine, { max: 1 });
    try {
      await migrate(pool, this.migrations);
      return host;
    } catch (error) {
      await host.close();
      throw error;
    } finally {
      await pool.end();
    }
  }

  private async hostIsSilent(): Promise<AppError> {
    const pid = await holderOf(lockFileOf(this.dataFolder));
    const who = pid === null ? 'another process' : `process ${pid}`;
    return new AppError('unavailable', `The database is held by ${who}, which does not answer; stop it.`);
  }
}

function dial(socketPath: string): Promise<net.Socket | null> {
  return new Promise((resolve) => {
    const socket = net.connect(socketPath);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}
