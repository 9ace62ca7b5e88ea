import { route } from '#lib/http/route';
import { updateMe } from '#lib/people/commands/update-me';
import { getMe } from '#lib/people/queries';
import { UpdateMe } from '#lib/people/schema';

export const GET = route({
  permission: 'signed-in',
  summary: 'Who is signed in.',
  handle: (ctx) => getMe(ctx),
});

export const PUT = route({
  permission: 'signed-in',
  summary: 'Changes one’s own name.',
  body: UpdateMe,
  handle: (ctx, { body }) => updateMe(ctx, body),
});
