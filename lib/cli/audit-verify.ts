// Verifies an exported audit. It stands alone on purpose: whoever distrusts the server must be able to read this one
// file and run it on any machine with Node. It imports nothing of the product and restates the rules of the chain.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const USAGE = `npm run audit:verify -- FILE [--anchors ANCHORS]

FILE is what "Export" on the Audit page downloads, one entry a line. ANCHORS is a copy of audit-anchors.ndjson.
Exits with 0 when every entry is sound, with 1 and the first broken entry when not, with 2 when it could not look.`;

/** What is hashed, besides the previous hash that chains it; the order does not matter. */
const HASHED = ['sequence', 'time', 'actor', 'action', 'subject', 'details', 'requestId', 'previousHash'];

type Entry = Record<string, unknown>;

class Broken extends Error {}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  return error instanceof Broken ? 1 : 2;
});

async function main(): Promise<number> {
  const options = { anchors: { type: 'string' }, help: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true, strict: true });
  const [file, ...more] = positionals;
  if (values.help || file === undefined || more.length > 0) {
    process.stdout.write(`${USAGE}\n`);
    return values.help ? 0 : 2;
  }
  const hashes = await verifyChain(file);
  if (hashes.length === 0)
    throw new Broken('The file holds no entry; an export always holds at least its own.');
  const anchored = values.anchors === undefined ? '' : await verifyAnchors(values.anchors, hashes);
  process.stdout.write(
    `Sound: ${hashes.length} entries, the last one's hash is ${hashes.at(-1)}${anchored}\n`,
  );
  return 0;
}

/** Answers the hashes, entry 1 first. */
async function verifyChain(file: string): Promise<string[]> {
  const hashes: string[] = [];
  for await (const line of linesOf(file)) {
    const position = hashes.length + 1;
    const entry = parse(line, `Entry ${position}`);
    const fault = faultOf(entry, position, hashes.at(-1) ?? '0'.repeat(64));
    if (fault) throw new Broken(`Entry ${position} is broken: ${fault}.`);
    hashes.push(String(entry.hash));
  }
  return hashes;
}

function faultOf(entry: Entry, position: number, previousHash: string): string | null {
  const unknown = Object.keys(entry).filter((name) => name !== 'hash' && !HASHED.includes(name));
  if (unknown.length > 0) return `it holds ${unknown.join(', ')}, which no hash covers`;
  if (entry.sequence !== position) return `its sequence is ${entry.sequence}`;
  if (entry.previousHash !== previousHash) return 'its previous hash is not the hash of the entry before';
  const { hash, ...hashed } = entry;
  return hash === createHash('sha256').update(canonical(hashed)).digest('hex')
    ? null
    : 'its content does not match its hash';
}

/** Compares every anchor that lies inside the export. */
async function verifyAnchors(file: string, hashes: string[]): Promise<string> {
  let compared = 0;
  for await (const line of linesOf(file)) {
    const anchor = parse(line, 'An anchor');
    const hash = hashes[Number(anchor.sequence) - 1];
    // The chain goes on after an export, so later anchors say nothing about this file.
    if (hash === undefined) continue;
    if (hash !== anchor.hash)
      throw new Broken(`Entry ${anchor.sequence} is broken: its anchor has another hash.`);
    compared += 1;
  }
  return `, ${compared} anchors agree`;
}

async function* linesOf(file: string): AsyncGenerator<string> {
  // npm runs this from the project's folder; the person may stand elsewhere.
  const input = createReadStream(path.resolve(process.env.INIT_CWD ?? '', file));
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') yield line;
  }
}

function parse(line: string, what: string): Entry {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Entry;
  } catch {
    // Told below.
  }
  throw new Broken(`${what} is broken: it is not a JSON object.`);
}

/** JSON with sorted keys and no white space (RFC 8785). */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = value as Entry;
  const keys = Object.keys(members).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(members[key])}`).join()}}`;
}
