import { randomUUID } from 'node:crypto';
import { mendImports } from '#lib/events/commands/mend-imports';
import { seedFunnels } from '#lib/funnels/commands/seed-funnels';
import { ctxFor, services } from '#lib/http/services';

/** Opens everything and finishes what the last process left undone, before the first request is answered. */
export async function startServer(): Promise<void> {
  const provided = await services();
  const ctx = ctxFor(provided, { actor: { kind: 'system', id: 'setup' }, requestId: randomUUID() });
  await mendImports(ctx);
  await seedFunnels(ctx);
}
