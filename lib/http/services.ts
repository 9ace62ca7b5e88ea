import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { openAnswers } from '#lib/adapters/answers';
import { secrets } from '#lib/adapters/argon2/secrets';
import { openConfiguredArtefacts } from '#lib/adapters/artefacts/open-configured-artefacts';
import { openConfiguredAthena } from '#lib/adapters/athena/open-configured-athena';
import { openAnchors } from '#lib/adapters/audit-anchors/open-anchors';
import { openCloud } from '#lib/adapters/aws/open-cloud';
import { openWarehouse } from '#lib/adapters/duckdb/open-warehouse';
import { startMaintenance } from '#lib/adapters/event-store/maintenance';
import { openEventStore } from '#lib/adapters/event-store/open-event-store';
import { openHealthProbe } from '#lib/adapters/health/open-health-probe';
import { openImporter } from '#lib/adapters/importer/open-importer';
import { openLog } from '#lib/adapters/log';
import { openDatabase } from '#lib/adapters/prisma/open-database';
import { realPace } from '#lib/adapters/real-pace';
import { openRejections } from '#lib/adapters/rejections/open-rejections';
import { openSandboxControls } from '#lib/adapters/sandbox/open-sandbox-controls';
import { openSlack } from '#lib/adapters/slack/open-slack';
import { openConfiguredTopics } from '#lib/adapters/sns/open-configured-topics';
import type { Actor } from '#lib/core/actor';
import type { Ctx, IdempotencyClaim } from '#lib/core/ctx';
import { type Env, readEnv } from '#lib/core/env';
import { type OpenAlarmRounds, openAlarmRounds } from '#lib/http/alarm-rounds';
import { type IncidentRounds, openIncidentRounds } from '#lib/http/incident-rounds';
import { type OpenLookout, openLookout } from '#lib/http/lookout';
import { RateLimiter } from '#lib/http/rate-limit';
import { incidentFollower } from '#lib/incidents/commands/incident-follower';

/** What lives as long as the process: everything of a Ctx that does not belong to one request. */
export interface Services extends Omit<Ctx, 'actor' | 'now' | 'requestId' | 'signal' | 'idempotency'> {
  env: Env;
  limiter: RateLimiter;
  lookout: OpenLookout;
  rounds: OpenAlarmRounds;
  incidentRounds: IncidentRounds;
  /** Gives everything back, in the order in which nothing is still needed. */
  close(): Promise<void>;
}

interface RequestPart {
  actor: Actor;
  requestId: string;
  signal?: AbortSignal | undefined;
  idempotency?: IdempotencyClaim | undefined;
}

// Pages and routes are bundled apart, so a module variable would open everything twice.
const holder = globalThis as typeof globalThis & { flightdeckServices?: Promise<Services> };

// Imports overflow to the disk early: the memory that people pay for belongs to their questions.
const IMPORT_MEMORY = '1GB';

const SCHEDULER = { kind: 'system', id: 'scheduler' } as const;
const AUTOMATION = { kind: 'system', id: 'automation' } as const;

/** Opens everything on first use; a failure is not kept, so that the next request tries again. */
export function services(): Promise<Services> {
  holder.flightdeckServices ??= open().catch((cause: unknown) => {
    delete holder.flightdeckServices;
    throw cause;
  });
  return holder.flightdeckServices;
}

/** Closes what was opened, if anything was. Without it nothing is lost; the next start only has more to mend. */
export async function closeServices(): Promise<void> {
  const opened = await holder.flightdeckServices?.catch(() => undefined);
  delete holder.flightdeckServices;
  await opened?.close();
}

/** The context of one request. */
export function ctxFor(provided: Services, part: RequestPart): Ctx {
  const { env: _env, limiter: _limiter, incidentRounds: _rounds, close: _close, ...shared } = provided;
  return { ...shared, ...part, now: new Date() };
}

async function open(): Promise<Services> {
  const env = readEnv(process.env);
  const log = openLog(env.LOG_LEVEL);
  const folder = path.resolve(env.FLIGHTDECK_DATA);
  const database = await openDatabase(env);
  const store = await openEventStore({ folder, memory: env.WAREHOUSE_MEMORY, log });
  const warehouse =
    env.WAREHOUSE === 'athena'
      ? await openConfiguredAthena(env, log)
      : await openWarehouse({ store, memory: env.WAREHOUSE_MEMORY, tempFolder: path.join(folder, 'tmp') });
  const importer = await openImporter({ store, dataFolder: folder, memory: IMPORT_MEMORY, log });
  const cloud = await openCloud(env);
  const artefacts = await openConfiguredArtefacts(env);
  const rejections = openRejections(database.db, log);
  const notifier = openNotifier(env);
  const maintenance = startMaintenance(store, log);
  const scheduledCtx = () => ctxFor(provided, { actor: SCHEDULER, requestId: randomUUID() });
  const provided: Services = {
    env,
    log,
    db: database.db,
    events: store,
    importer,
    warehouse,
    answers: openAnswers(),
    artefacts,
    anchors: openAnchors(env, log),
    rejections,
    secrets,
    sandbox: openSandboxControls(env),
    cloud,
    topics: openConfiguredTopics(env),
    rounds: openAlarmRounds(() => ctxFor(provided, { actor: AUTOMATION, requestId: randomUUID() })),
    lookout: openLookout(() => ({ ...scheduledCtx(), cloud: { ...cloud, functions: cloud.watched } })),
    incidentRounds: openIncidentRounds(scheduledCtx),
    health: openHealthProbe({ allowedOrigins: healthOrigins(env) }),
    notifier,
    followers: [incidentFollower({ live: () => provided.lookout.now(), channel: notifier })],
    pace: realPace,
    limiter: new RateLimiter(),
    newId: randomUUID,
    close: async () => {
      await provided.incidentRounds.stop();
      await maintenance.stop();
      provided.rounds.close();
      provided.lookout.close();
      artefacts.close();
      cloud.close();
      await warehouse.close();
      await store.close();
      await rejections.flush();
      await database.close();
    },
  };
  return provided;
}

/** The sandbox stands on this machine, where nothing is asked that the configuration does not name. */
function healthOrigins({ HEALTH_ORIGINS, SANDBOX_URL }: Env): string[] {
  return [...HEALTH_ORIGINS, ...(SANDBOX_URL ? [SANDBOX_URL] : [])];
}

/** Who tells people; what they are told leads back to this installation. */
function openNotifier({ SLACK_WEBHOOK_URL, SLACK_CHANNEL, NEXTAUTH_URL, PORT }: Env) {
  const baseUrl = (NEXTAUTH_URL ?? `http://localhost:${PORT}`).replace(/\/+$/, '');
  return openSlack({ webhookUrl: SLACK_WEBHOOK_URL, channel: SLACK_CHANNEL, baseUrl });
}
