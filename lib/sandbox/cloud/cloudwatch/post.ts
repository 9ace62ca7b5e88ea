import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 5000;
/** AWS tries for an hour or a day; nobody looks at a sandbox for so long. */
const AGAIN_AFTER_MS = [1000, 4000, 15_000];

/** Brings a message to whoever hears of alarms, at least once; one that nobody takes in a while is given up. */
export async function post(url: string, headers: Record<string, string>, body: string): Promise<void> {
  for (const wait of [...AGAIN_AFTER_MS, 0]) {
    const isTaken = await fetch(url, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isTaken) return;
    await pause(wait, undefined, { ref: false });
  }
}
