import { openDatabase } from '#lib/adapters/prisma/open-database';
import { planChange } from '#lib/changes/commands/plan-change';
import { resumeChanges } from '#lib/changes/commands/run-change';
import { startChange } from '#lib/changes/commands/start-change';
import { getChange } from '#lib/changes/queries/changes';
import { TEST_ADMIN, testCtx } from '#lib/testing/ctx';
import { sandboxCloud } from '#lib/testing/sandbox-cloud';

/** What its parent asks of it. */
export type RunnerRequest = { begin: string[] } | { look: string };

/** What it answers: the change, and how its journal's lines ended. */
export interface RunnerAnswer {
  id: string;
  status: string;
  outcomes: (string | null)[];
  /** The last that those who watch were told. */
  told: string;
}

const [folder = '', endpoint = ''] = process.argv.slice(2);
const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };

/** The process of a server, without its pages: opens the state in FOLDER, goes on with what was left, and waits. */
const { db } = await openDatabase({ DATABASE_URL: undefined, FLIGHTDECK_DATA: folder });
const client = { endpoint, region: 'us-east-1', maxAttempts: 1, credentials };
const cloud = await sandboxCloud({ client }, () => ({ calls: 600, errors: 0 }));
let waited = 0;

function ctxNow() {
  const clock = () => new Date(Date.now() + waited);
  const now = clock();
  return testCtx({
    db,
    cloud,
    now,
    actor: { ...TEST_ADMIN, authenticatedAt: now },
    newId: () => crypto.randomUUID(),
    // Nobody wants to wait a minute for what is measured in minutes.
    pace: {
      clock,
      pause: async (milliseconds) => {
        waited += milliseconds;
        await new Promise(setImmediate);
      },
    },
  });
}

async function answer(request: RunnerRequest): Promise<RunnerAnswer> {
  const ctx = ctxNow();
  if ('look' in request) return look(request.look);
  const targets = request.begin.map((name) => ({ function: name, alias: 'live' }));
  const reason = 'It hurts';
  const change = await planChange(ctx, { kind: 'rollback', environment: 'prod', targets, reason });
  await startChange(ctx, change.id, change);
  return look(change.id);
}

async function look(id: string): Promise<RunnerAnswer> {
  const { status } = await getChange(ctxNow(), id);
  const steps = await db.changeStep.findMany({ where: { changeId: id }, orderBy: { sequence: 'asc' } });
  const last = await db.changeEvent.findFirst({ where: { changeId: id }, orderBy: { id: 'desc' } });
  return { id, status, outcomes: steps.map(({ outcome }) => outcome), told: last?.sentence ?? '' };
}

process.on('message', (request: RunnerRequest) => {
  void answer(request).then((told) => process.send?.(told));
});
void resumeChanges(ctxNow());
process.send?.('ready');
