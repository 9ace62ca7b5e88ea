import { z } from 'zod';
import { THEME_COOKIE, THEMES } from '#lib/core/theme';
import { route } from '#lib/http/route';

const YEAR_SECONDS = 31_536_000;

export const PUT = route({
  permission: 'public',
  summary: 'Keeps the theme of this browser in a cookie.',
  body: z.strictObject({ theme: z.enum(THEMES) }),
  handle: async (_ctx, { body: { theme } }) => {
    const age = theme === 'system' ? 0 : YEAR_SECONDS;
    const cookie = `${THEME_COOKIE}=${theme}; Path=/; Max-Age=${age}; SameSite=Lax; HttpOnly`;
    return new Response(null, { status: 204, headers: { 'set-cookie': cookie } });
  },
});
