import { createHash } from 'node:crypto';
import { executeChange } from '#lib/changes/commands/execute-change';
import { planChange } from '#lib/changes/commands/plan-change';
import { runChange } from '#lib/changes/commands/run-change';
import type { TrafficStep } from '#lib/changes/deploy-plan';
import { getChange } from '#lib/changes/queries/changes';
import type { Artefacts } from '#lib/core/artefacts';
import type { Ctx } from '#lib/core/ctx';
import type { Alarm, FunctionPoint } from '#lib/core/monitoring';
import type { Pace } from '#lib/core/pace';
import { emptySight } from '#lib/functions/commands/look-round';
import { receiveArtefact } from '#lib/functions/commands/receive-artefact';
import { type Behaviour, packageOf } from '#lib/sandbox/cloud/code/behaviour';
import { lambdaClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { TEST_NOW, testCtx } from '#lib/testing/ctx';
import { testDatabase } from '#lib/testing/database';
import { sandboxCloud } from '#lib/testing/sandbox-cloud';
import { createSandboxFunction } from '#lib/testing/sandbox-function';

export const ALL_AT_ONCE: TrafficStep[] = [{ percent: 100, minutes: 2 }];
export const BY_STEPS: TrafficStep[] = [
  { percent: 10, minutes: 2 },
  { percent: 50, minutes: 2 },
  { percent: 100, minutes: 2 },
];

export type DeployWorld = Awaited<ReturnType<typeof deployWorld>>;

/**
 * A function of the sandbox with versions 1 to 3 and `live` on 3, and all that deploying it needs; each pause lets as
 * much time pass in the sandbox. What alarms and metrics say is the test's to decide.
 */
export async function deployWorld() {
  const sandbox = await startCloudSandbox({ settings: { propagationMs: 0 } });
  const lambda = lambdaClient(sandbox);
  const database = await testDatabase();
  const cloud = await sandboxCloud(sandbox);
  let made = 0;
  let elapsedMs = 0;
  const world = {
    sandbox,
    database,
    cloud,
    name: '',
    alarms: [] as Alarm[],
    /** Of a version, or of all of them together for null. */
    traffic: (_version: number | null): Pick<FunctionPoint, 'calls' | 'errors'> => HEALTHY,
    onPause: async (_milliseconds: number): Promise<void> => undefined,
  };
  const pace: Pace = {
    clock: () => new Date(TEST_NOW.getTime() + elapsedMs),
    pause: async (milliseconds) => {
      elapsedMs += milliseconds;
      await sandbox.step(milliseconds / 1000);
      await world.onPause(milliseconds);
    },
  };
  const monitoring: Ctx['cloud']['monitoring'] = {
    alarms: async () => world.alarms,
    series: async ({ functionNames, through, from }) =>
      new Map(
        functionNames.map((name) => [
          name,
          [{ at: from, p95Ms: null, ...world.traffic(through?.version ?? null) }],
        ]),
      ),
  };
  const ctx = testCtx({
    db: database.db,
    cloud: { ...cloud, monitoring },
    pace,
    artefacts: artefactsInMemory(),
    newId: () => crypto.randomUUID(),
    lookout: { now: emptySight, hurry: () => undefined },
  });

  /** Another function, and everything as at the beginning. */
  async function renew(): Promise<void> {
    made += 1;
    elapsedMs = 0;
    world.alarms = [];
    world.traffic = () => HEALTHY;
    world.onPause = async () => undefined;
    world.name = `careervp-prod-orders-${made}`;
    await sandbox.control('DELETE /faults');
    await createSandboxFunction(sandbox, lambda, world.name, { behaviours: [{}, {}, {}], live: '3' });
  }

  async function plan(steps = ALL_AT_ONCE, behaviour: Partial<Behaviour> = {}) {
    const bytes = packageOf({ commit: `new-${made}`, ...behaviour });
    const { sha256 } = await receiveArtefact(ctx, { fileName: 'orders.zip', body: chunks(bytes) });
    return planChange<'deploy'>(ctx, {
      ...{ kind: 'deploy', environment: 'prod', reason: 'Orders say more', function: world.name },
      ...{ alias: 'live', code: { artefact: sha256 }, steps, description: 'abc1234 Say more' },
    });
  }

  async function begin({ id, planHash, confirmation }: Awaited<ReturnType<typeof plan>>) {
    await executeChange(ctx, id, { planHash, confirmation });
  }

  async function deploy(steps?: TrafficStep[], behaviour?: Partial<Behaviour>) {
    const change = await plan(steps, behaviour);
    await begin(change);
    await runChange(ctx, change.id);
    return getChange(ctx, change.id);
  }

  async function live() {
    const alias = (await cloud.functions.aliases(world.name))[0];
    return { version: alias?.version, second: alias?.second };
  }

  const numbers = async () => (await cloud.functions.versions(world.name)).map(({ version }) => version);

  /** The lines of a journal, like `move done`. */
  async function lines(changeId: string): Promise<string[]> {
    const rows = await database.db.changeStep.findMany({
      where: { changeId },
      orderBy: { sequence: 'asc' },
    });
    return rows.map(({ intent, outcome }) => `${(intent as { kind: string }).kind} ${outcome}`);
  }

  const close = async () => {
    cloud.close();
    await database.close();
    await sandbox.stop();
  };
  return Object.assign(world, { ctx, pace, renew, plan, begin, deploy, live, numbers, lines, close });
}

const HEALTHY = { calls: 1000, errors: 2 };

async function* chunks(bytes: Uint8Array) {
  yield bytes;
}

function artefactsInMemory(): Artefacts {
  const kept = new Map<string, Uint8Array>();
  return {
    async keep(body) {
      const parts: Uint8Array[] = [];
      for await (const chunk of body) parts.push(chunk);
      const bytes = Buffer.concat(parts);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      kept.set(sha256, bytes);
      return { sha256, bytes: bytes.length };
    },
    read: async (sha256) => kept.get(sha256) ?? null,
  };
}
