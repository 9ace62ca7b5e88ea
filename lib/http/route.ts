import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { assertAllowed, type Permission } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { guardRequest } from '#lib/http/guard';
import { readClaim } from '#lib/http/idempotency';
import { identify } from '#lib/http/identify';
import { parseBody, parseWith, queryObject } from '#lib/http/input';
import { problemResponse } from '#lib/http/problem';
import { ctxFor, services } from '#lib/http/services';

type Schema = z.ZodType | undefined;
type Parsed<S extends Schema> = S extends z.ZodType ? z.output<S> : undefined;

export interface RouteSpec<P extends Schema = Schema, Q extends Schema = Schema, B extends Schema = Schema> {
  /** What the caller must be allowed to do; `public` asks for no identity at all. */
  permission: Permission | 'public' | 'signed-in';
  /** One line for the API description. */
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  /** The status of a success; 200 unless said. A handler that answers undefined is served as 204. */
  status?: number;
  maxBodyBytes?: number;
  handle: (
    ctx: Ctx,
    input: { params: Parsed<P>; query: Parsed<Q>; body: Parsed<B>; request: Request },
  ) => Promise<unknown>;
}

export interface RouteHandler {
  (
    request: Request,
    context: { params: Promise<Record<string, string | string[] | undefined>> },
  ): Promise<Response>;
  /** What the API description is generated from. */
  spec: RouteSpec;
}

/**
 * The one way to serve HTTP: who asks, may they, is the input sound, then `handle`, and one error path.
 * A handler answers plain JSON, or a Response when it streams.
 */
export function route<
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
>(spec: RouteSpec<P, Q, B>): RouteHandler {
  const handler = async (
    request: Request,
    context: { params: Promise<Record<string, string | string[] | undefined>> },
  ): Promise<Response> => {
    const requestId = randomUUID();
    const provided = await services();
    try {
      await guardRequest(request, provided);
      const identity = await identify(request, provided, spec.permission);
      if (spec.permission !== 'public' && spec.permission !== 'signed-in') {
        assertAllowed(identity.actor, spec.permission);
      }
      const input = {
        params: parseWith(spec.params, await context.params, 'path') as Parsed<P>,
        query: parseWith(spec.query, queryObject(request), 'query') as Parsed<Q>,
        body: (await parseBody(spec.body, request, spec.maxBodyBytes)) as Parsed<B>,
        request,
      };
      const ctx = ctxFor(provided, {
        actor: identity.actor,
        requestId,
        signal: request.signal,
        idempotency: readClaim(request, input.body),
      });
      return respond(await spec.handle(ctx, input), spec.status, requestId);
    } catch (thrown) {
      return problemResponse(thrown, requestId, provided.log);
    }
  };
  return Object.assign(handler, { spec: spec as unknown as RouteSpec });
}

function respond(answer: unknown, status: number | undefined, requestId: string): Response {
  const headers = { 'cache-control': 'no-store', 'x-request-id': requestId };
  if (answer instanceof Response) {
    for (const [name, value] of Object.entries(headers)) {
      if (!answer.headers.has(name)) answer.headers.set(name, value);
    }
    return answer;
  }
  if (answer === undefined) return new Response(null, { status: 204, headers });
  return Response.json(answer, { status: status ?? 200, headers });
}
