import { type DeploySite, repeatable } from '#lib/changes/commands/deploy/stage';
import { stoppedFromOutside } from '#lib/changes/commands/deploy/stopped-from-outside';
import {
  type Baseline,
  baselineOf,
  type DeployStep,
  doneSteps,
  publishedVersion,
} from '#lib/changes/deploy-journal';
import type { StepEnd } from '#lib/changes/journal-port';
import { trafficOf } from '#lib/changes/traffic-of';
import { verdictOf } from '#lib/changes/verdict';
import { formatPercent } from '#lib/core/format';
import { alarmsOf } from '#lib/functions/alarms-of';
import { askHealth } from '#lib/functions/queries/health';

const MINUTE_MS = 60_000;
const LOOK_EVERY_MS = 15_000;
/** How long before the deploy the old version's errors are counted. */
const BEFORE_MINUTES = 15;
const HEALTH_ATTEMPTS = 3;
const HEALTH_EVERY_MS = 5_000;

/**
 * Looks at the alarms and at the errors of the new version again and again while it has this share of the traffic; at
 * the full share at the health endpoint too. What was red or ill before the deploy does not count. Somebody who
 * stops it or locks deploys meanwhile wants the version before back, and no longer than that must wait.
 */
export const WATCH_VERSION = repeatable<'watch'>({
  intended: ({ percent, minutes }) => `Watching it at ${percent} % for ${minutes} min …`,
  details: ({ percent, minutes }) => ({ percent, minutes }),
  async act(site, { intent: { percent, minutes }, intendedAt }): Promise<StepEnd> {
    const steps = await site.journal.steps<DeployStep['intent']>();
    const baseline = baselineOf(steps);
    const ill = percent === 100 ? await illness(site, baseline) : null;
    if (ill !== null) return stopped(ill);
    // Counted from the intent, so that a crash makes no watch longer.
    const until = intendedAt.getTime() + minutes * MINUTE_MS;
    for (;;) {
      const hurt = (await newlyRed(site, baseline)) ?? (await worse(site, steps));
      if (hurt !== null) return stopped(hurt);
      const forbidden = await stoppedFromOutside(site);
      if (forbidden !== null) return forbidden;
      const left = until - site.ctx.pace.clock().getTime();
      if (left <= 0) break;
      await site.ctx.pace.pause(Math.min(LOOK_EVERY_MS, left));
    }
    return { outcome: 'done', sentence: `Nothing hurt at ${percent} % for ${minutes} min.` };
  },
});

async function newlyRed({ ctx, plan }: DeploySite, { red }: Baseline): Promise<string | null> {
  const alarms = alarmsOf(await ctx.cloud.monitoring.alarms(), plan.function);
  const found = alarms.filter(({ name, state }) => state === 'ALARM' && !red.includes(name));
  return found.length === 0
    ? null
    : `${found.map(({ name, reason }) => `${name} went red: ${reason}`).join(' ')}`;
}

/** Compares the calls that reached the new version with those that reached the old one, lately and meanwhile. */
async function worse({ ctx, plan }: DeploySite, steps: readonly DeployStep[]): Promise<string | null> {
  const version = publishedVersion(steps);
  const first = doneSteps(steps, 'move').at(0);
  if (version === null || !first) return null;
  const begun = Math.floor(first.intendedAt.getTime() / MINUTE_MS) * MINUTE_MS;
  const to = ctx.pace.clock();
  const count = async (through: number, from: number) => {
    const query = { functionNames: [plan.function], through: { alias: plan.alias, version: through } };
    const series = await ctx.cloud.monitoring.series({
      ...query,
      from: new Date(from),
      to,
      periodSeconds: 60,
    });
    return trafficOf([...series.values()].flat());
  };
  const [old, fresh] = await Promise.all([
    count(Number(plan.fromVersion), begun - BEFORE_MINUTES * MINUTE_MS),
    count(version, begun),
  ]);
  const { verdict, before, after } = verdictOf(old, fresh);
  if (verdict !== 'worse' || !before || !after) return null;
  return `${formatPercent(after.rate)} of the calls of version ${version} failed, of the old version ${formatPercent(before.rate)}.`;
}

/** Why the health endpoint stops the deploy; null when it does not. */
async function illness({ ctx, plan }: DeploySite, { isHealthy }: Baseline): Promise<string | null> {
  if (isHealthy !== true) return null;
  let why = '';
  for (let attempt = 0; attempt < HEALTH_ATTEMPTS; attempt += 1) {
    if (attempt > 0) await ctx.pace.pause(HEALTH_EVERY_MS);
    const reading = (await askHealth(ctx, [plan.function])).get(plan.function) ?? null;
    if (reading === null || reading.isHealthy) return null;
    why = reading.why;
  }
  return `The health endpoint was well before, and is not now: ${why}`;
}

function stopped(why: string): StepEnd {
  return { outcome: 'refused', why, sentence: `Stopped: ${why}` };
}
