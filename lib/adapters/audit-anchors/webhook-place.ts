import type { AnchorPlace } from '#lib/adapters/audit-anchors/anchor-queue';

const TIMEOUT_MS = 10_000;

/** Posts the newest head as JSON to an address, at most once a second. What it keeps cannot be read back. */
export function webhookPlace(address: string): AnchorPlace {
  return {
    name: 'webhook',
    isCoalescing: true,
    intervalMs: 1_000,
    write: async (heads) => {
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(heads.at(-1)),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`The webhook answered ${response.status}.`);
    },
  };
}
