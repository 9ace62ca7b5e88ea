import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Engine } from '#lib/sandbox/athena/engine';
import { Executions } from '#lib/sandbox/athena/executions';
import { type CallFault, Faults, OPERATIONS, OrderedFaults } from '#lib/sandbox/athena/faults';
import { operate } from '#lib/sandbox/athena/operations';
import { getObject } from '#lib/sandbox/athena/result-bucket';
import { WireError } from '#lib/sandbox/athena/wire-error';

/**
 * Speaks Athena's protocol (JSON 1.1) over the events of a data folder, and S3's over its result files, and misbehaves
 * when it is told to: `node --import tsx lib/sandbox/athena/serve.ts FOLDER [PORT]`. It prints its address and ends with
 * SIGTERM.
 *
 * Beside the protocol: `POST /faults` orders faults, `DELETE /faults` forgets them, `GET /journal` tells what
 * was asked.
 */
const [folder = '.data', port = '0'] = process.argv.slice(2);
const results = mkdtempSync(path.join(tmpdir(), 'flightdeck-athena-'));
const faults = new OrderedFaults();
const engine = await Engine.open(path.resolve(folder, 'events'), results, '400MB');
const executions = new Executions({ engine, faults, folder: results, slots: 4, quota: 20 });
const calls: string[] = [];

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    const known = error instanceof WireError ? error : internal(error);
    send(
      response,
      known.status,
      JSON.stringify({ __type: known.type, message: known.message, ...known.extra }),
    );
  });
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (request.url === '/') return athena(request, response, body);
  if (request.method === 'GET' && request.url !== '/journal') {
    calls.push('GetObject');
    return getObject(executions, request, response, faults.nextCall('GetObject'));
  }
  if (request.url === '/faults' && request.method === 'DELETE') faults.clear();
  else if (request.url === '/faults') faults.add(Faults.parse(JSON.parse(body)));
  send(response, 200, JSON.stringify({ calls, executions: executions.list().map(journalled) }));
}

async function athena(request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
  if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) {
    throw new WireError('MissingAuthenticationTokenException', 'Missing Authentication Token', {}, 403);
  }
  const target = String(request.headers['x-amz-target']).replace('AmazonAthena.', '');
  const operation = OPERATIONS.find((name) => name === target);
  if (!operation) throw new WireError('UnknownOperationException', `There is no operation ${target}.`);
  calls.push(operation);
  const fault = faults.nextCall(operation);
  if (fault && fault.fault !== 'lose-answer') throw refusalOf(fault);
  const text = await operate(executions, operation, JSON.parse(body));
  if (fault) request.socket.destroy();
  else send(response, 200, text);
}

function refusalOf({ fault, name, message }: CallFault): WireError {
  if (fault === 'throttle') return new WireError('ThrottlingException', 'Rate exceeded');
  if (fault === 'internal') return new WireError('InternalServerException', 'Internal error', {}, 500);
  if (fault === 'refuse') return new WireError(name, message);
  return new WireError('TooManyRequestsException', 'You have exceeded the limit for running queries.', {
    Reason: 'CONCURRENT_QUERY_LIMIT_EXCEEDED',
  });
}

function internal(error: unknown): WireError {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return new WireError('InternalServerException', 'Internal error', {}, 500);
}

function journalled({ id, request, state }: ReturnType<Executions['list']>[number]) {
  return { id, state, text: request.QueryString, token: request.ClientRequestToken };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(body);
}

process.once('SIGTERM', () => process.exit(0));
process.once('exit', () => rmSync(results, { recursive: true, force: true }));
// Whoever started it must not leave it behind.
process.once('disconnect', () => process.exit(0));
server.listen(Number(port), '127.0.0.1', () => {
  process.stdout.write(
    `Athena's sandbox serves http://127.0.0.1:${(server.address() as AddressInfo).port}\n`,
  );
});
