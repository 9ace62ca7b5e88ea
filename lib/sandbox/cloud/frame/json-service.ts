import { gunzipSync } from 'node:zlib';
import { type Call, type WireAnswer, WireError, type WireRequest } from '#lib/sandbox/cloud/frame/wire';

const TYPE = 'application/x-amz-json-1.0';

/** Whether a request is in the JSON 1.0 protocol for a service of this target prefix. */
export function isJsonCall(request: WireRequest, prefix: string): boolean {
  return request.method === 'POST' && (request.headers['x-amz-target'] ?? '').startsWith(`${prefix}.`);
}

/** The operation and input of a request in the JSON 1.0 protocol. */
export function jsonCallOf({ headers, body }: WireRequest): Call {
  const operation = (headers['x-amz-target'] ?? '').split('.')[1] ?? '';
  const text = (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8');
  try {
    return { operation, input: JSON.parse(text === '' ? '{}' : text) as Record<string, unknown> };
  } catch {
    throw new WireError('SerializationException', 'The body is no JSON.');
  }
}

export function jsonAnswer(value: unknown): WireAnswer {
  return { status: 200, headers: { 'content-type': TYPE }, body: JSON.stringify(value ?? {}) };
}

/** A refusal, and for services that once spoke the Query protocol its code of then (`queryCode`). */
export function jsonRefusal(
  shapes: string,
  { type, message, status, extra }: WireError,
  queryCode?: string,
): WireAnswer {
  const fault = status < 500 ? 'Sender' : 'Receiver';
  return {
    status,
    headers: {
      'content-type': TYPE,
      ...(queryCode === undefined ? {} : { 'x-amzn-query-error': `${queryCode};${fault}` }),
    },
    body: JSON.stringify({ __type: `${shapes}#${type}`, message, ...extra }),
  };
}
