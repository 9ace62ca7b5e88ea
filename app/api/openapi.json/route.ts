import { openApi } from '#lib/http/openapi';
import { route } from '#lib/http/route';
import packageJson from '../../../package.json';
import { describedRoutes } from './route-modules';

export const GET = route({
  permission: 'public',
  summary: 'This description.',
  handle: async () => openApi(describedRoutes(), packageJson.version),
});
