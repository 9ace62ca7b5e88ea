import { route } from '#lib/http/route';
import { setUp } from '#lib/people/commands/set-up';
import { isSetUpNeeded } from '#lib/people/queries';
import { SetUp } from '#lib/people/schema';

export const GET = route({
  permission: 'public',
  summary: 'Whether the product is empty and waits for its first admin.',
  handle: async (ctx) => ({ isNeeded: await isSetUpNeeded(ctx) }),
});

export const POST = route({
  permission: 'public',
  summary: 'Makes the first admin of an empty product; refused once anybody exists.',
  body: SetUp,
  status: 201,
  handle: (ctx, { body }) => setUp(ctx, body),
});
