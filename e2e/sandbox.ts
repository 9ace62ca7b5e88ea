import { expect, type Page } from '@playwright/test';

/** Where the sandbox of this product listens: the demo asks its functions for their health there. */
export async function sandboxOf(page: Page): Promise<string> {
  const answer = await page.request.get('/api/health-endpoints');
  const [, url] = /(http:\/\/127\.0\.0\.1:\d+)/.exec(await answer.text()) ?? [];
  if (!url) throw new Error('The demo asks nobody in its sandbox for health.');
  return url;
}

/** Steers a sandbox, like `steer(url, 'POST', 'ship', …)`; answers what it says. */
export async function steer(url: string, method: string, control: string, body: object): Promise<unknown> {
  const answer = await fetch(`${url}/_sandbox/${control}`, { method, body: JSON.stringify(body) });
  expect(answer.ok, `${method} ${control}`).toBe(true);
  return answer.json();
}
