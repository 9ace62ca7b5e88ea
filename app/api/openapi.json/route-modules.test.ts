import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openApi } from '#lib/http/openapi';
import { describedRoutes, ROUTE_MODULES } from './route-modules';

// next-auth's own routes follow next-auth's description, and this one cannot import itself.
const UNDESCRIBED = new Set(['/api/auth/{...nextauth}', '/api/openapi.json']);

const API = path.resolve(import.meta.dirname, '..');
const ROUTES = readdirSync(API, { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'route.ts')
  .map((file) => ({
    file: path.join(API, file),
    url: `/api/${path.dirname(file).replaceAll(/\[([^\]]+)\]/g, '{$1}')}`,
  }))
  .filter(({ url }) => !UNDESCRIBED.has(url));

describe('the API description', () => {
  it('names every route file and no other', () => {
    expect(Object.keys(ROUTE_MODULES).sort()).toEqual(ROUTES.map(({ url }) => url).sort());
  });

  it.each(ROUTES)('knows each method of $url', ({ file, url }) => {
    const exported = [...readFileSync(file, 'utf8').matchAll(/^export const (GET|POST|PUT|DELETE)\b/gm)];
    const described = describedRoutes().filter(({ path }) => path === url);
    expect(described.map(({ method }) => method).sort()).toEqual(exported.map(([, method]) => method).sort());
  });

  it('is JSON, and says what a request must look like and who may send it', () => {
    const description = JSON.parse(JSON.stringify(openApi(describedRoutes(), '1.0.0')));
    const query = description.paths['/api/funnels/{id}'].put;
    expect(query['x-permission']).toBe('funnels.edit');
    expect(query.parameters).toMatchObject([{ name: 'id', in: 'path', required: true }]);
    expect(query.requestBody.content['application/json'].schema).toMatchObject({
      required: expect.arrayContaining(['name', 'definition', 'version']),
      additionalProperties: false,
    });
    expect(description.paths['/api/health'].get).not.toHaveProperty('security');
  });
});
