import { markVersion } from '#lib/functions/commands/mark-version';
import { VersionMark, VersionParams } from '#lib/functions/lock-schema';
import { route } from '#lib/http/route';

export const PUT = route({
  permission: 'production.change',
  summary: 'Marks a version as known to be bad, or clears the mark, which a person has to.',
  params: VersionParams,
  body: VersionMark,
  handle: (ctx, { params, body }) => markVersion(ctx, params, body),
});
