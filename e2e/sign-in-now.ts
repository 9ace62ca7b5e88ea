import type { BrowserContext } from '@playwright/test';
import type { DemoServer } from './world.ts';

/** A change asks for a sign-in of the last quarter of an hour, and the set-up may be longer ago. */
export async function signInNow(context: BrowserContext, { url, people }: DemoServer): Promise<void> {
  const { email, password } = people.engineer;
  const { csrfToken } = (await (await context.request.get('/api/auth/csrf')).json()) as { csrfToken: string };
  await context.request.post('/api/auth/callback/credentials', {
    headers: { origin: url },
    form: { csrfToken, email, password, json: 'true', callbackUrl: url },
  });
}
