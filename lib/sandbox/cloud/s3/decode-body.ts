import type { WireRequest } from '#lib/sandbox/cloud/frame/wire';

/** The bytes of an upload, which may come in chunks with a checksum behind them (`aws-chunked`). */
export function decodeBody({ headers, body }: WireRequest): Buffer {
  if (!(headers['content-encoding'] ?? '').includes('aws-chunked')) return body;
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const lineEnd = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, lineEnd), 16);
    if (!(size > 0)) break;
    pieces.push(body.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
  return Buffer.concat(pieces);
}
