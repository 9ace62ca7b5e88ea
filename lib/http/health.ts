import type { Ctx } from '#lib/core/ctx';

interface Health {
  status: 'ok' | 'degraded';
  version: string;
  parts?: { name: string; isWorking: boolean; detail: string }[];
}

/** Asks each part for a sign of life; what each of them said is told only to those who signed in. */
export async function readHealth(ctx: Ctx, version: string): Promise<Health> {
  const today = ctx.now.toISOString().slice(0, 10);
  const parts = await Promise.all([
    signOfLife('database', async () => {
      await ctx.db.$queryRaw`SELECT 1`;
      return 'answers';
    }),
    signOfLife(`warehouse (${ctx.warehouse.engine})`, async () => {
      const { dataThrough } = await ctx.warehouse.state(today, today);
      return dataThrough ? `events through ${dataThrough}` : 'no events yet';
    }),
  ]);
  const status = parts.every(({ isWorking }) => isWorking) ? 'ok' : 'degraded';
  return ctx.actor.kind === 'anonymous' ? { status, version } : { status, version, parts };
}

async function signOfLife(name: string, ask: () => Promise<string>) {
  try {
    return { name, isWorking: true, detail: await ask() };
  } catch {
    return { name, isWorking: false, detail: 'does not answer' };
  }
}
