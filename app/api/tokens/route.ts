import { route } from '#lib/http/route';
import { createToken } from '#lib/people/commands/create-token';
import { PageQuery } from '#lib/people/page-query';
import { listTokens } from '#lib/people/queries';
import { CreateToken } from '#lib/people/token-schema';

export const GET = route({
  permission: 'tokens.manage',
  summary: 'All service tokens, the newest first; never their text.',
  query: PageQuery,
  handle: (ctx, { query }) => listTokens(ctx, query),
});

export const POST = route({
  permission: 'tokens.manage',
  summary: 'Makes a service token and answers its text, this once.',
  body: CreateToken,
  status: 201,
  handle: (ctx, { body }) => createToken(ctx, body),
});
