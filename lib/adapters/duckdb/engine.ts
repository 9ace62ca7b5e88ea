import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { adoptFolders, claimFolder } from '#lib/adapters/private-folder';

export interface EngineOptions {
  /** The most that the engine may hold in memory, like `512MB` or `2GB`; what is more goes to `tempFolder`. */
  memory: string;
  threads: number;
  tempFolder: string;
  /** A script that is run once, before the first connection is handed out. */
  setUp?: string;
}

// An internal error makes an engine refuse everything from then on.
const INVALIDATED = /database has been invalidated/;

export interface Engine {
  /** A fresh connection to the same in-memory database; the caller closes it. */
  connect(): Promise<DuckDBConnection>;
  close(): Promise<void>;
}

// Texts are Trino's: dividing integers gives an integer, times are UTC, 1/0 is no infinity.
const SESSION = `set integer_division = true; set ieee_floating_point_ops = false; set TimeZone = 'UTC';`;

// Beyond this multiple of its memory the engine gives up instead of filling the disk.
const TEMP_PER_MEMORY = 8;

/**
 * Opens an in-memory DuckDB that never downloads an extension. Its overflow files stand in a folder of its own,
 * because engines that share one overwrite each other; what killed processes left there is removed.
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  await adoptFolders(options.tempFolder);
  const temp = await claimFolder(options.tempFolder);
  let instance = await createInstance(options, temp.folder);
  const connect = async () => {
    const connection = await instance.connect();
    await connection.run(SESSION);
    return connection;
  };
  return {
    connect: () =>
      connect().catch(async (error: unknown) => {
        if (!(error instanceof Error && INVALIDATED.test(error.message))) throw error;
        instance = await createInstance(options, temp.folder);
        return connect();
      }),
    close: async () => {
      instance.closeSync();
      await temp.remove();
    },
  };
}

async function createInstance(options: EngineOptions, tempFolder: string): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: options.memory,
    threads: String(options.threads),
    temp_directory: tempFolder,
    max_temp_directory_size: `${Math.ceil(megabytesOf(options.memory) * TEMP_PER_MEMORY)}MB`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    // Without it the memory grows with the rows that a large COPY reads ahead.
    preserve_insertion_order: 'false',
  });
  const connection = await instance.connect();
  if (options.setUp) await connection.run(options.setUp);
  connection.closeSync();
  return instance;
}

/** A size like `512MB` or `2GB`, in megabytes. */
export function megabytesOf(size: string): number {
  const [, amount, unit] = /^([\d.]+)(MB|GB)$/.exec(size) ?? [];
  if (!amount) throw new Error(`${size} is no size like 512MB or 2GB.`);
  return Number(amount) * (unit === 'GB' ? 1000 : 1);
}
