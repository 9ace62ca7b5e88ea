import { planChange } from '#lib/changes/commands/plan-change';
import type { Ctx } from '#lib/core/ctx';
import { lambdaClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { TEST_NOW, testCtx } from '#lib/testing/ctx';
import { contentionDatabase } from '#lib/testing/database';
import { instantPace } from '#lib/testing/instant-pace';
import { sandboxCloud } from '#lib/testing/sandbox-cloud';
import { createSandboxFunction } from '#lib/testing/sandbox-function';

export type ContestedWorld = Awaited<ReturnType<typeof contestedWorld>>;

/** A function of the sandbox with two versions and `live` on the second, and a database in which races can show. */
export async function contestedWorld() {
  const sandbox = await startCloudSandbox({ settings: { propagationMs: 0 } });
  const lambda = lambdaClient(sandbox);
  const database = await contentionDatabase();
  const cloud = await sandboxCloud(sandbox, () => ({ calls: 600, errors: 0 }));
  const pace = instantPace(TEST_NOW);
  const ctx = testCtx({ db: database.db, cloud, pace, newId: () => crypto.randomUUID() });
  let made = 0;
  let name = '';
  return {
    sandbox,
    database,
    cloud,
    ctx,
    name: () => name,
    /** Another function. */
    renew: async () => {
      made += 1;
      name = `careervp-prod-contested-${made}`;
      await createSandboxFunction(sandbox, lambda, name, { behaviours: [{}, {}], live: '2' });
    },
    /** The plan of its rollback. */
    plan: (by: Ctx = ctx) => {
      const targets = [{ function: name, alias: 'live' }];
      return planChange(by, { kind: 'rollback', environment: 'prod', targets, reason: 'It hurts' });
    },
    close: async () => {
      cloud.close();
      await database.close();
      await sandbox.stop();
    },
  };
}
