import { readHealth } from '#lib/http/health';
import { route } from '#lib/http/route';
import packageJson from '../../../package.json';

export const GET = route({
  permission: 'public',
  summary: 'Whether the product works; its parts only for those who signed in.',
  handle: (ctx) => readHealth(ctx, packageJson.version),
});
