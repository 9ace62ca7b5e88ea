import { randomUUID } from 'node:crypto';
import { subscribeToSandbox } from '#lib/adapters/sns/subscribe-to-sandbox';
import { seedFeatures } from '#lib/adoption/commands/seed-features';
import { forgetAnswers } from '#lib/audit/commands';
import { seedRules } from '#lib/automation/commands/seed-rules';
import { resumeChanges } from '#lib/changes/commands/run-change';
import type { Ctx } from '#lib/core/ctx';
import { seedDashboard } from '#lib/dashboards/commands/seed-dashboard';
import { forgetRejected } from '#lib/events/commands/forget-rejected';
import { mendImports } from '#lib/events/commands/mend-imports';
import { seedHealthEndpoints } from '#lib/functions/commands/save-health-endpoints';
import { seedFunnels } from '#lib/funnels/commands/seed-funnels';
import { hasCloud, runJob } from '#lib/http/jobs';
import { ctxFor, services } from '#lib/http/services';
import { seedTableUses } from '#lib/tables/commands/seed-table-uses';

const HOUR_MS = 3_600_000;

/** Opens everything and finishes what the last process left undone, before the first request is answered. */
export async function startServer(): Promise<void> {
  const ctx = await systemCtx();
  await mendImports(ctx);
  await seedFunnels(ctx);
  await seedFeatures(ctx);
  await seedDashboard(ctx);
  await meetSandbox(ctx);
  await forgetAnswers(ctx);
  // Not awaited: a change may have to wait for AWS, and those who watch it need the server.
  resumeChanges(ctx).catch((error: unknown) =>
    ctx.log.error({ err: error }, 'a change could not be gone on with'),
  );
  await seedRules(ctx);
  const { env, rounds, incidentRounds } = await services();
  if (hasCloud(env)) rounds.start();
  incidentRounds.start();
  await forgetRejected(ctx);
  setInterval(() => void runHourly(), HOUR_MS).unref();
}

async function meetSandbox(ctx: Ctx): Promise<void> {
  const { env } = await services();
  if (env.CLOUD !== 'sandbox' || !env.SANDBOX_URL) return;
  await seedHealthEndpoints(ctx, env.SANDBOX_URL);
  await seedTableUses(ctx);
  // Rounds look at the alarms in any case; being told of them is only faster.
  await subscribeToSandbox(env.SANDBOX_URL, env.PORT).catch((error: unknown) =>
    ctx.log.warn({ err: error }, 'the alarms of the sandbox will not be told'),
  );
}

async function systemCtx(): Promise<Ctx> {
  return ctxFor(await services(), { actor: { kind: 'system', id: 'setup' }, requestId: randomUUID() });
}

/** Retention is asked each hour and made once a day, however often the server starts. */
async function runHourly(): Promise<void> {
  const provided = await services();
  await Promise.all([runJob(provided, 'forgetting'), runJob(provided, 'retention')]);
}
