import { route } from '#lib/http/route';
import { changeOwnPassword } from '#lib/people/commands/change-own-password';
import { ChangePassword } from '#lib/people/schema';

export const PUT = route({
  permission: 'signed-in',
  summary: 'Changes one’s own password and ends all of one’s sessions, this one too.',
  body: ChangePassword,
  handle: (ctx, { body }) => changeOwnPassword(ctx, body),
});
