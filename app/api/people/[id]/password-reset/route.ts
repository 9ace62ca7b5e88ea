import { route } from '#lib/http/route';
import { resetPassword } from '#lib/people/commands/reset-password';
import { PersonParams, ResetPassword } from '#lib/people/schema';

export const POST = route({
  permission: 'people.manage',
  summary: 'Gives a person a new password, generated unless the request holds one, and ends their sessions.',
  params: PersonParams,
  body: ResetPassword,
  handle: (ctx, { params, body }) => resetPassword(ctx, params.id, body),
});
