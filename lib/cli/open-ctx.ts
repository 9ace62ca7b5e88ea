import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { openAnswers } from '#lib/adapters/answers';
import { secrets } from '#lib/adapters/argon2/secrets';
import { openConfiguredArtefacts } from '#lib/adapters/artefacts/open-configured-artefacts';
import { openAnchors } from '#lib/adapters/audit-anchors/open-anchors';
import { openCloud } from '#lib/adapters/aws/open-cloud';
import { openWarehouse } from '#lib/adapters/duckdb/open-warehouse';
import { type OpenStore, openEventStore } from '#lib/adapters/event-store/open-event-store';
import { openHealthProbe } from '#lib/adapters/health/open-health-probe';
import { openImporter } from '#lib/adapters/importer/open-importer';
import { openLog } from '#lib/adapters/log';
import { openDatabase } from '#lib/adapters/prisma/open-database';
import { realPace } from '#lib/adapters/real-pace';
import { openSlack } from '#lib/adapters/slack/open-slack';
import { openConfiguredTopics } from '#lib/adapters/sns/open-configured-topics';
import type { Ctx } from '#lib/core/ctx';
import type { Env } from '#lib/core/env';
import { emptySight } from '#lib/functions/commands/look-round';

export interface CommandCtx {
  ctx: Ctx;
  /** The same events as `ctx.events`, for what only an adapter may do with them. */
  store: OpenStore;
  /** The folder of everything the product writes, absolute. */
  folder: string;
  close(): Promise<void>;
}

/** What a command may touch: the same data as the server's, whether that runs or not. */
export async function openCtx(env: Env, memory: string): Promise<CommandCtx> {
  const folder = path.resolve(env.FLIGHTDECK_DATA);
  const log = openLog('error');
  const database = await openDatabase(env);
  const store = await openEventStore({ folder, memory, log });
  const warehouse = await openWarehouse({ store, memory, tempFolder: path.join(folder, 'tmp') });
  const importer = await openImporter({ store, dataFolder: folder, memory, log });
  const cloud = await openCloud(env);
  const artefacts = await openConfiguredArtefacts(env);
  const ctx: Ctx = {
    actor: { kind: 'system', id: 'command-line' },
    now: new Date(),
    requestId: randomUUID(),
    newId: randomUUID,
    db: database.db,
    events: store,
    importer,
    warehouse,
    answers: openAnswers(),
    artefacts,
    anchors: openAnchors(env, log),
    // Commands refuse in their own words; only the server hears of events one by one.
    rejections: { keep: () => {} },
    secrets,
    sandbox: null,
    cloud,
    topics: openConfiguredTopics(env),
    rounds: { hurry: () => undefined, lookedAt: () => null, problem: () => null },
    lookout: { now: emptySight, hurry: () => undefined },
    health: openHealthProbe({ allowedOrigins: env.HEALTH_ORIGINS }),
    // Commands tell nobody: what they write is sent by the server.
    notifier: openSlack({ webhookUrl: undefined, channel: env.SLACK_CHANNEL, baseUrl: '' }),
    followers: [],
    pace: realPace,
    log,
  };
  return {
    ctx,
    store,
    folder,
    close: async () => {
      await ctx.anchors.settled();
      artefacts.close();
      cloud.close();
      await warehouse.close();
      await store.close();
      await database.close();
    },
  };
}
