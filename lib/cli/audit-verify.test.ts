import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type AuditLink, GENESIS, linkHash } from '#lib/audit/chain';

const PROGRAM = path.resolve('lib/cli/audit-verify.ts');
const folder = mkdtempSync(path.join(os.tmpdir(), 'audit-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Details that a careless canonical form would order or write differently. */
const DETAILS: AuditLink['details'][] = [
  { b: 1, a: 'ü\u2028"\\', '10': null, '9': [1.5, 1e21, -0, true] },
  {},
  { nested: { z: [], y: {} }, ﬁ: 'x', Z: 'x', é: 'x' },
];

function chain(length: number): AuditLink[] {
  const links: AuditLink[] = [];
  for (let sequence = 1; sequence <= length; sequence++) {
    const link = {
      sequence,
      time: '2026-03-02T09:00:00.000Z',
      actor: { kind: 'person', id: 'a', name: 'Ana' },
      action: 'thing.made',
      subject: { kind: 'thing', id: String(sequence) },
      details: DETAILS[sequence % DETAILS.length] ?? {},
      requestId: 'r',
      previousHash: links.at(-1)?.hash ?? GENESIS,
    };
    links.push({ ...link, hash: linkHash(link) });
  }
  return links;
}

function write(name: string, rows: unknown[]): string {
  const file = path.join(folder, name);
  writeFileSync(file, rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join(''));
  return file;
}

function verify(...args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', PROGRAM, ...args], {
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

describe('audit:verify', () => {
  it('shares no code with the product', () => {
    const imports = readFileSync(PROGRAM, 'utf8').match(/from '([^']+)'/g) ?? [];
    expect(imports.length).toBeGreaterThan(0);
    for (const each of imports) expect(each).toMatch(/^from 'node:/);
  });

  it('finds a sound export sound, with its anchors', () => {
    const links = chain(9);
    const later = { sequence: 12, hash: 'f'.repeat(64), time: '' };
    const anchors = write('anchors', [
      ...links.map(({ sequence, hash, time }) => ({ sequence, hash, time })),
      later,
    ]);
    const { status, said } = verify(write('sound', links), '--anchors', anchors);
    expect(said).toBe(`Sound: 9 entries, the last one's hash is ${links[8]?.hash}, 9 anchors agree\n`);
    expect(status).toBe(0);
  });

  const changed = (index: number, change: Partial<AuditLink> & Record<string, unknown>) =>
    chain(5).map((link, at) => (at === index ? { ...link, ...change } : link));

  it.each([
    ['a changed detail', changed(2, { details: { x: 1 } }), 'Entry 3 is broken: its content'],
    ['a changed actor', changed(0, { actor: { kind: 'person', id: 'b', name: 'Ben' } }), 'Entry 1 is broken'],
    ['a field that no hash covers', changed(3, { note: 'x' }), 'Entry 4 is broken: it holds note'],
    [
      'a missing entry',
      chain(5).filter((link) => link.sequence !== 2),
      'Entry 2 is broken: its sequence is 3',
    ],
    ['a chain that starts later', chain(5).slice(1), 'Entry 1 is broken'],
    ['a line that is no JSON', [...chain(2), '{'], 'Entry 3 is broken: it is not a JSON object'],
    ['nothing', [], 'holds no entry'],
  ])('names %s', (_, rows, reason) => {
    const { status, said } = verify(write('broken', rows));
    expect(said).toContain(reason);
    expect(status).toBe(1);
  });

  it('finds by an anchor that the chain was made anew', () => {
    const anchors = write('other', [{ sequence: 2, hash: 'e'.repeat(64), time: '' }]);
    expect(verify(write('anew', chain(3)), '--anchors', anchors)).toMatchObject({
      status: 1,
      said: expect.stringContaining('Entry 2 is broken: its anchor'),
    });
  });

  it('tells a file that is not there from a broken one', () => {
    expect(verify(path.join(folder, 'none')).status).toBe(2);
    expect(verify().status).toBe(2);
  });
});
