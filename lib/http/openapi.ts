import { z } from 'zod';
import type { RouteSpec } from '#lib/http/route';

export interface DescribedRoute {
  method: string;
  /** With parameters in braces, e.g. `/api/funnels/{id}`. */
  path: string;
  spec: RouteSpec;
}

const PROBLEM = {
  description: 'A refusal',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'requestId', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    code: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
    checks: { type: 'array', items: { type: 'object' } },
  },
};

/** The OpenAPI 3.1 description of the API, from the very schemas that check its requests. */
export function openApi(routes: DescribedRoute[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const { method, path, spec } of routes) {
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(spec) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Flightdeck', version },
    paths,
    components: {
      schemas: { Problem: PROBLEM_SCHEMA },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A service token, fd_…' },
        session: { type: 'apiKey', in: 'cookie', name: 'next-auth.session-token' },
      },
    },
  };
}

function operation(spec: RouteSpec): object {
  const bodies = spec.body ? { 'application/json': spec.body } : (spec.rawBody ?? {});
  return {
    summary: spec.summary,
    ...(spec.permission === 'public' ? {} : { security: [{ token: [] }, { session: [] }] }),
    ...(spec.permission === 'public' ? {} : { 'x-permission': spec.permission }),
    parameters: [...parameters(spec.params, 'path'), ...parameters(spec.query, 'query')],
    ...requestBody(bodies),
    responses: { [spec.status ?? 200]: { description: 'Done' }, default: PROBLEM },
  };
}

function requestBody(bodies: Record<string, z.ZodType>): object {
  const content = Object.entries(bodies).map(([type, schema]) => [type, { schema: jsonSchema(schema) }]);
  return content.length === 0
    ? {}
    : { requestBody: { required: true, content: Object.fromEntries(content) } };
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): object[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function jsonSchema(schema: z.ZodType): { properties?: Record<string, unknown>; required?: string[] } {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest as { properties?: Record<string, unknown>; required?: string[] };
}
