import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/adapters/prisma/open-database';
import { verifyToken } from '#lib/people/commands/verify-token';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'token-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs the command as a process of its own on the test's data folder. */
function token(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const env = { ...process.env, FLIGHTDECK_DATA: folder, DATABASE_URL: '' };
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/cli/token.ts', ...args], { env });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

describe('npm run token', () => {
  it('makes a token while nobody runs, and while another process has the data, and has both audited', async () => {
    const alone = await token('--name', 'ci', '--role', 'engineer');
    expect(alone).toMatchObject({ code: 0, stdout: expect.stringMatching(/^fd_[\w-]{43}\n$/) });
    const { db, close } = await openDatabase({ DATABASE_URL: undefined, FLIGHTDECK_DATA: folder });
    const beside = await token('--name', 'bi', '--role', 'viewer', '--days', '7');
    expect(beside.code).toBe(0);
    for (const [made, role] of [
      [alone, 'engineer'],
      [beside, 'viewer'],
    ] as const) {
      expect(await verifyToken(db, made.stdout.trim(), new Date())).toMatchObject({ kind: 'token', role });
    }
    const entries = await db.auditEntry.findMany({ orderBy: { sequence: 'asc' } });
    expect(entries).toMatchObject([
      { action: 'token.created', actorKind: 'system', actorId: 'command-line' },
      { action: 'token.created', actorKind: 'system', actorId: 'command-line' },
    ]);
    const anchors = await readFile(path.join(folder, 'audit-anchors.ndjson'), 'utf8');
    expect(
      anchors
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).hash),
    ).toEqual(entries.map((entry) => entry.hash));
    await close();
  }, 60_000);

  it.each([
    [['--role', 'king', '--days', '9999'], /--name.*\n.*--role.*\n.*--days/],
    [['--nam', 'ci'], /'--nam'/],
  ])('explains what is wrong with %j', async (args, fault) => {
    const { code, stdout, stderr } = await token(...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(fault);
  });
});
