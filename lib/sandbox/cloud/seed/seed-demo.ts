import type { Stacks } from '#lib/sandbox/cloud/cloudformation/stacks';
import type { Alarms } from '#lib/sandbox/cloud/cloudwatch/alarms';
import type { Metrics } from '#lib/sandbox/cloud/cloudwatch/metrics';
import type { Tables } from '#lib/sandbox/cloud/dynamodb/tables';
import { Random } from '#lib/sandbox/cloud/frame/random';
import type { Functions } from '#lib/sandbox/cloud/lambda/functions';
import type { Objects } from '#lib/sandbox/cloud/s3/objects';
import { FLEET, type Member } from '#lib/sandbox/cloud/seed/fleet';
import { fourAlarms } from '#lib/sandbox/cloud/seed/four-alarms';
import { type Episode, type Past, writePast } from '#lib/sandbox/cloud/seed/past-metrics';
import { seedFunction } from '#lib/sandbox/cloud/seed/seed-function';
import { seedStacks } from '#lib/sandbox/cloud/seed/seed-stacks';
import { EXPORT_BUCKET, seedTables } from '#lib/sandbox/cloud/seed/seed-tables';
import { type Release, releasesOf, servicesOf } from '#lib/sandbox/cloud/seed/version-history';
import type { Plan, Traffic } from '#lib/sandbox/cloud/traffic/traffic';

interface Parts {
  functions: Functions;
  metrics: Metrics;
  alarms: Alarms;
  traffic: Traffic;
  tables: Tables;
  objects: Objects;
  stacks: Stacks;
}

/** Of exports, and of the packages that are brought for deploys. */
const BUCKETS = [EXPORT_BUCKET, 'careervp-artefacts'];

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PAST_MS = 7 * DAY;

/**
 * Fills what is empty of a cloud with CareerVP: its functions and their past, their alarms, the people who call them,
 * its tables and stacks.
 */
export function seedDemo(parts: Parts): void {
  const { functions, tables, objects, stacks } = parts;
  if (functions.functions.list().length === 0) seedFleet(parts);
  if (tables.list().length === 0) seedTables(tables);
  for (const name of BUCKETS) {
    if (!objects.buckets.get(name)) objects.buckets.put(name, { name, createdAt: objects.world.now() });
  }
  if (stacks.list().length === 0) seedStacks(stacks, functions);
  functions.world.store.commit();
}

function seedFleet({ functions, metrics, alarms, traffic }: Parts): void {
  const { world } = functions;
  const now = world.now() - (world.now() % MINUTE);
  const episodes: Episode[] = [];
  // Left over when a start was killed in the middle of this.
  metrics.clear();
  for (const member of FLEET) {
    const random = new Random(`${world.seed} ${member.name}`);
    const releases = releasesOf(member, now, random);
    const services = servicesOf(releases);
    seedFunction(functions, member, { releases, services }, random);
    const plan = planOf(member);
    traffic.plans.put(member.name, plan);
    const past: Past = { member, plan, services, episodes: episodesOf(member, releases, now) };
    writePast(metrics, past, { from: now - PAST_MS, to: now }, random);
    metrics.flush();
    for (const alarm of fourAlarms(plan)) alarms.put(alarm);
    episodes.push(...past.episodes);
  }
  // Looking at every minute of a week takes long, and only near these can anything be red.
  for (const { from, to } of episodes.sort((a, b) => a.from - b.from)) {
    for (let at = from; at <= to + 6 * MINUTE; at += MINUTE) alarms.evaluate(at - (at % MINUTE));
  }
  alarms.evaluate(now);
}

function planOf({ name, perMinute, hasDays }: Member): Plan {
  const resource = `/${name.replace('careervp-prod-', '')}`;
  const api = { name: 'careervp-prod', resource, method: 'POST' };
  return { functionName: name, qualifier: 'live', perMinute, hasDays, api };
}

/** The bad release, while it was live; and an afternoon on which the model behind the generator was slow. */
function episodesOf({ name }: Member, releases: readonly Release[], now: number): Episode[] {
  const bad = releases
    .filter(({ isBad }) => isBad)
    .map(({ at }) => ({ from: at, to: at + 15 * MINUTE, errorRate: 0.22 }));
  const slowAt = now - 4 * DAY - 200 * MINUTE;
  const slow = { from: slowAt, to: slowAt + 9 * MINUTE, slowBy: 4 };
  return name.endsWith('vpr-generator') ? [...bad, slow] : bad;
}
