import type { z } from 'zod';
import { AppError } from '#lib/core/errors';

const DEFAULT_BODY_LIMIT = 1024 * 1024;

/** The value as the schema reads it; refuses with `invalid` and one entry per fault. */
export function parseWith(
  schema: z.ZodType | undefined,
  value: unknown,
  part: 'path' | 'query' | 'body',
): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  const first = errors[0];
  const where = first?.path ? `${first.path}: ` : '';
  throw new AppError('invalid', `The ${part} is not valid: ${where}${first?.message ?? 'unreadable'}.`, {
    errors,
  });
}

/** The query string as an object; a name that occurs several times becomes a list. */
export function queryObject(request: Request): Record<string, string | string[]> {
  const parameters = new URL(request.url).searchParams;
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

/** The JSON body as the schema reads it; undefined where the route declares none. */
export async function parseBody(
  schema: z.ZodType | undefined,
  request: Request,
  maxBytes = DEFAULT_BODY_LIMIT,
): Promise<unknown> {
  if (!schema) return undefined;
  assertContentType(request, ['application/json']);
  return parseWith(schema, parseJson(await readLimited(request, maxBytes)), 'body');
}

/** The media type of the body, without its parameters; empty when none was named. */
export function contentType(request: Request): string {
  return (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** Refuses with `unsupported` unless the body's media type is one of `types`. */
export function assertContentType(request: Request, types: readonly string[]): void {
  const type = contentType(request);
  if (!types.includes(type)) {
    throw new AppError('unsupported', `Send the body as ${types.join(' or ')}, not as ${type || 'nothing'}.`);
  }
}

/** The JSON value of a text; refuses with `invalid`. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : 'unreadable';
    throw new AppError('invalid', `The body is not JSON: ${message}.`);
  }
}

/** The body as text; stops reading and refuses with `too_large` at the first byte beyond `maxBytes`. */
export async function readLimited(request: Request, maxBytes: number): Promise<string> {
  const tooLarge = () =>
    new AppError(
      'too_large',
      `The body is larger than ${maxBytes} bytes. Nothing was stored; send less at a time.`,
    );
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new AppError('invalid', 'The body is not UTF-8 text.');
  }
}
