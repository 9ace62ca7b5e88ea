import { accessSync, constants, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { Fault } from '#lib/cli/fault';
import { type Env, readEnv } from '#lib/core/env';

const BUILD_BYTES = 1.5e9;
const RUN_BYTES = 0.2e9;

/** The checked configuration; a fault in it is the person's to mend and shows no stack. */
export function configuration(): Env {
  try {
    return readEnv(process.env);
  } catch (fault) {
    throw new Fault(fault instanceof Error ? fault.message : String(fault));
  }
}

/** Makes the folder for everything the product writes, and refuses when that cannot be. */
export function assertWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    // Read-only mounts and full quotas pass the check above.
    const probe = path.join(folder, `.writable-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch {
    throw new Fault(
      `The folder ${folder} cannot be written. Change its owner, or name another: FLIGHTDECK_DATA=/path npm start`,
    );
  }
}

/** Refuses when there is too little room, rather than fail half-way; `isFirst` leaves room for a build and data. */
export function assertDiskSpace(folder: string, isFirst: boolean): void {
  const needed = isFirst ? BUILD_BYTES : RUN_BYTES;
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= needed) return;
  throw new Fault(
    `The disk of ${folder} has ${gigabytes(free)} GB free; ${gigabytes(needed)} GB are needed. Make room and run it again.`,
  );
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}

/** Refuses when something else already serves on the port, on any address of this machine. */
export async function assertPortFree(port: number): Promise<void> {
  // A server on 127.0.0.1 alone leaves the port of all addresses free, and the other way round.
  for (const address of ['::', '0.0.0.0', '127.0.0.1']) {
    const code = await tryListen(port, address);
    if (code === 'EADDRINUSE') {
      throw new Fault(
        `Port ${port} is taken. Stop what runs there, or choose another: PORT=${port + 1} npm start`,
      );
    }
    if (code === 'EACCES')
      throw new Fault(`Port ${port} is not open to this user. Choose another: PORT=3000 npm start`);
  }
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function tryListen(port: number, address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    probe.listen({ port, host: address, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
}
