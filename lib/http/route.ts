import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { assertAllowed, type Permission } from '#lib/auth/permissions';
import type { Actor } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import { addressOf, assertRate, assertSameOrigin, limitFor, ownOrigins } from '#lib/http/guard';
import { readClaim } from '#lib/http/idempotency';
import { identify } from '#lib/http/identify';
import { assertContentType, parseBody, parseWith, queryObject } from '#lib/http/input';
import { problemResponse } from '#lib/http/problem';
import { RATE_LIMITS } from '#lib/http/rate-limit';
import { apiHeaders } from '#lib/http/security-headers';
import { ctxFor, type Services, services } from '#lib/http/services';

type Schema = z.ZodType | undefined;
type Parsed<S extends Schema> = S extends z.ZodType ? z.output<S> : undefined;
type PathParameters = { params: Promise<Record<string, string | string[] | undefined>> };

const CLIENT_CLOSED_REQUEST = 499;

export interface RouteSpec<P extends Schema = Schema, Q extends Schema = Schema, B extends Schema = Schema> {
  /** What the caller must be allowed to do; `public` asks for no identity at all. */
  permission: Permission | 'public' | 'signed-in';
  /** One line for the API description. */
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  /** The media types of a body that `handle` reads from the request by itself, with what each of them holds. */
  rawBody?: Record<string, z.ZodType>;
  /** The status of a success; 200 unless said. A handler that answers undefined is served as 204. */
  status?: number;
  maxBodyBytes?: number;
  /** How often one caller may ask; by method unless said. */
  rate?: keyof typeof RATE_LIMITS;
  /** A program of another site sends it, and it proves itself by what it says. */
  isFromAnywhere?: boolean;
  handle: (
    ctx: Ctx,
    input: { params: Parsed<P>; query: Parsed<Q>; body: Parsed<B>; request: Request },
  ) => Promise<unknown>;
}

export interface RouteHandler {
  (request: Request, context: PathParameters): Promise<Response>;
  /** What the API description is generated from. */
  spec: RouteSpec;
}

/**
 * The one way to serve HTTP: how often, from where, who, may they, is the input sound; then `handle`, and one
 * error path. A handler answers plain JSON, or a Response when it streams.
 */
export function route<
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
>(spec: RouteSpec<P, Q, B>): RouteHandler {
  const handler = async (request: Request, context: PathParameters): Promise<Response> => {
    const requestId = randomUUID();
    const provided = await services();
    try {
      const actor = await admit(request, spec, provided);
      if (spec.rawBody) assertContentType(request, Object.keys(spec.rawBody));
      const input = {
        params: parseWith(spec.params, await context.params, 'path') as Parsed<P>,
        query: parseWith(spec.query, queryObject(request), 'query') as Parsed<Q>,
        body: (await parseBody(spec.body, request, spec.maxBodyBytes)) as Parsed<B>,
        request,
      };
      const idempotency = readClaim(request, input.body);
      const ctx = ctxFor(provided, { actor, requestId, signal: request.signal, idempotency });
      return stamp(respond(await spec.handle(ctx, input), spec.status), requestId, provided);
    } catch (thrown) {
      // Nobody is left to read an answer, and nothing went wrong: the number is the one proxies log for it.
      if (request.signal.aborted) return new Response(null, { status: CLIENT_CLOSED_REQUEST });
      return stamp(problemResponse(thrown, requestId, provided.log), requestId, provided);
    }
  };
  // Read only by the API description, which never calls `handle`.
  return Object.assign(handler, { spec: spec as unknown as RouteSpec });
}

async function admit(
  request: Request,
  spec: Pick<RouteSpec, 'permission' | 'rate' | 'isFromAnywhere'>,
  provided: Services,
): Promise<Actor> {
  const now = Date.now();
  const address = addressOf(request);
  assertRate(provided.limiter, `address ${address}`, RATE_LIMITS.address, now);
  if (!spec.isFromAnywhere) assertSameOrigin(request, ownOrigins(request, provided.env.NEXTAUTH_URL));
  const actor = await identify(request, provided);
  const caller = actor.kind === 'anonymous' ? address : actor.id;
  const limit = limitFor(actor, request.method, spec.rate);
  assertRate(provided.limiter, `${caller} ${request.method} ${new URL(request.url).pathname}`, limit, now);
  if (spec.permission === 'public') return actor;
  if (actor.kind === 'anonymous') throw new AppError('unauthenticated', 'Sign in, or send a service token.');
  if (spec.permission !== 'signed-in') assertAllowed(actor, spec.permission);
  return actor;
}

function respond(answer: unknown, status: number | undefined): Response {
  if (answer instanceof Response) return answer;
  if (answer === undefined) return new Response(null, { status: 204 });
  return Response.json(answer, { status: status ?? 200 });
}

function stamp(response: Response, requestId: string, provided: Services): Response {
  const isSecure = provided.env.NEXTAUTH_URL?.startsWith('https:') ?? false;
  for (const [name, value] of Object.entries(apiHeaders(isSecure))) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  response.headers.set('x-request-id', requestId);
  return response;
}
