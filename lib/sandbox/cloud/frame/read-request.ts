import type { IncomingMessage } from 'node:http';
import type { WireRequest } from '#lib/sandbox/cloud/frame/wire';

/** The whole request, its body read. */
export async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  const url = new URL(incoming.url ?? '/', 'http://cloud');
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, String(value ?? '')]),
  );
  const [, accessKey = '', signedFor = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/[^/]+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: Buffer.concat(pieces),
    accessKey,
    signedFor,
  };
}
