import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '#lib/core/errors';
import { sha256 } from '#lib/core/hash';

/** Gives the lock back; calling it again does nothing. */
export type ReleaseFileLock = () => Promise<void>;

/**
 * Takes the lock that `file` stands for if nobody holds it, for this process. What a killed process left behind is
 * taken over. Two holders are impossible, also among those who find the same leftover at the same moment.
 *
 * @returns the release, or null while another holder (this process included) lives.
 */
export async function tryFileLock(file: string): Promise<ReleaseFileLock | null> {
  await mkdir(path.dirname(file), { recursive: true });
  const mine = `${identityOf(process.pid)} ${randomUUID()}`;
  const draft = `${file}.${process.pid}.${randomUUID().slice(0, 8)}`;
  await writeFile(draft, mine, { mode: 0o600 });
  try {
    if (!(await claim(file, draft))) return null;
  } finally {
    await rm(draft, { force: true });
  }
  let isHeld = true;
  return async () => {
    if (!isHeld) return;
    isHeld = false;
    await rm(file, { force: true });
  };
}

/**
 * As `tryFileLock`, waiting up to `waitMs` for the holder to finish.
 *
 * @throws AppError `unavailable` when the time is over.
 */
export async function acquireFileLock(file: string, options: { waitMs: number }): Promise<ReleaseFileLock> {
  const deadline = performance.now() + options.waitMs;
  for (;;) {
    const release = await tryFileLock(file);
    if (release) return release;
    if (performance.now() >= deadline) {
      const holder = await holderOf(file);
      throw new AppError(
        'unavailable',
        `The data is in use by ${holder === null ? 'another process' : `process ${holder}`}; try again when it is done.`,
      );
    }
    await pause(10 + Math.random() * 30);
  }
}

/** The process id of the living holder, or null. */
export async function holderOf(file: string): Promise<number | null> {
  const content = await contentOf(file);
  return content !== null && isHolderAlive(content) ? Number.parseInt(content, 10) : null;
}

/**
 * Makes `file` a copy of `draft` if it is free. Linking creates the file whole or not at all. A leftover is
 * replaced only by the holder of a second lock, named after the leftover's unique content: whoever comes late to
 * that second lock finds other content in the file and starts over. The second lock is the same kind of lock, so a
 * process killed in the middle of a takeover is taken over in its turn.
 */
async function claim(file: string, draft: string): Promise<boolean> {
  for (;;) {
    if (await linked(draft, file)) return true;
    const found = await contentOf(file);
    if (found === null) continue;
    if (isHolderAlive(found)) return false;
    const releaseTakeover = await tryFileLock(`${file}.${sha256(found).slice(0, 16)}`);
    if (!releaseTakeover) return false;
    try {
      if ((await contentOf(file)) !== found) continue;
      await rename(draft, file);
      return true;
    } finally {
      await releaseTakeover();
    }
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  }
}

async function contentOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  }
}

function isHolderAlive(content: string): boolean {
  const [pid, start] = content.split(' ');
  const found = identityOf(Number(pid));
  return found !== null && found === `${pid} ${start}`;
}

/** `pid start`, where start tells this process from a later one with the same number; null when it is gone. */
function identityOf(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const start = process.platform === 'linux' ? startOnLinux(pid) : startElsewhere(pid);
  return start === null ? null : `${pid} ${start}`;
}

function startOnLinux(pid: number): string | null {
  try {
    // The name of the program, in brackets, may hold blanks and brackets itself; the fields follow the last one.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const [state] = fields;
    return state === 'Z' || state === 'X' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

function startElsewhere(pid: number): string | null {
  try {
    const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return text === '' ? null : text.replaceAll(/\s+/g, '-');
  } catch {
    return null;
  }
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
