import { route } from '#lib/http/route';
import { revokeToken } from '#lib/people/commands/revoke-token';
import { TokenParams } from '#lib/people/token-schema';

export const DELETE = route({
  permission: 'tokens.manage',
  summary: 'Ends a service token at once.',
  params: TokenParams,
  handle: (ctx, { params }) => revokeToken(ctx, params.id),
});
