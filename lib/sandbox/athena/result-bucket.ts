import { createReadStream, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Execution, Executions } from '#lib/sandbox/athena/executions';
import type { CallFault } from '#lib/sandbox/athena/faults';

/** Where the result of an execution stands, like `s3://bucket/prefix/id.csv`. */
export function outputOf({ id, request }: Execution): string {
  const folder = request.ResultConfiguration?.OutputLocation ?? '';
  return `${folder.replace(/\/?$/, '/')}${id}.csv`;
}

/** S3's GetObject, path-style, whole or by a range of bytes, over the result files alone. */
export async function getObject(
  executions: Executions,
  request: IncomingMessage,
  response: ServerResponse,
  fault: CallFault | undefined,
): Promise<void> {
  const refused = fault && refusalOf(fault);
  if (refused) return sendError(response, ...refused);
  if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) {
    return sendError(response, 403, 'AccessDenied', 'Access Denied');
  }
  const address = `s3:/${decodeURIComponent(new URL(request.url ?? '', 'http://sandbox').pathname)}`;
  const execution = executions.list().find((one) => one.state === 'SUCCEEDED' && outputOf(one) === address);
  if (!execution?.file) return sendError(response, 404, 'NoSuchKey', 'The specified key does not exist.');
  const path = execution.file.csvPath;
  const { size } = statSync(path);
  const [, first = '0', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const start = Number(first);
  const end = Math.min(last === '' ? size - 1 : Number(last), size - 1);
  if (start > end) return sendError(response, 416, 'InvalidRange', 'The requested range is not satisfiable');
  response.writeHead(request.headers.range ? 206 : 200, {
    'content-type': 'application/octet-stream',
    'content-length': end - start + 1,
    'content-range': `bytes ${start}-${end}/${size}`,
    'accept-ranges': 'bytes',
    etag: `"${execution.id}"`,
  });
  if (fault) await breakOff(response, path, start, end);
  else await pipeline(createReadStream(path, { start, end }), response);
}

/** Sends half of what was announced. */
async function breakOff(response: ServerResponse, path: string, start: number, end: number): Promise<void> {
  for await (const bytes of createReadStream(path, { start, end: start + Math.floor((end - start) / 2) })) {
    response.write(bytes);
  }
  response.socket?.destroy();
}

/** undefined for an answer that is lost on its way. */
function refusalOf({ fault, name, message }: CallFault): [number, string, string] | undefined {
  if (fault === 'lose-answer') return undefined;
  if (fault === 'refuse') return [403, name, message];
  if (fault === 'internal') return [500, 'InternalError', 'We encountered an internal error.'];
  return [503, 'SlowDown', 'Please reduce your request rate.'];
}

function sendError(response: ServerResponse, status: number, code: string, message: string): void {
  response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(
      `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
    );
}
