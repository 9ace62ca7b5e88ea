import type { FollowedChange } from '#lib/core/change-follower';
import type { Ctx } from '#lib/core/ctx';
import type { Live } from '#lib/core/live';
import type { Alarm } from '#lib/core/monitoring';
import { emptySight } from '#lib/functions/commands/look-round';
import { incidentFollower } from '#lib/incidents/commands/incident-follower';
import { IncidentCreation } from '#lib/incidents/schema';
import { TEST_ADMIN, TEST_NOW, testCtx } from '#lib/testing/ctx';
import { instantPace } from '#lib/testing/instant-pace';

export const FUNCTION = 'careervp-prod-vpr';

/** An alarm about the function of these tests, since four minutes before they begin. */
export function redAlarm(changes: Partial<Alarm> = {}): Alarm {
  return {
    ...{ name: `${FUNCTION}-errors`, description: '', state: 'ALARM', reason: '12 errors in a minute.' },
    ...{ since: new Date(TEST_NOW.getTime() - 240_000), functionName: FUNCTION, threshold: 10 },
    ...{ periodSeconds: 60, ...changes },
  };
}

/** What a lookout sees that a test moves by hand. */
export function seenLive(changes: Partial<Live> = {}): Live {
  return { ...emptySight(), ...changes };
}

/** A ctx for incidents: people are told by nobody, and nobody looks at a cloud, unless the test says so. */
export function incidentCtx(overrides: Partial<Ctx> & Pick<Ctx, 'db'>): Ctx {
  const notifier = { channel: '#eng-alerts', isConfigured: false, send: neverSend };
  return testCtx({
    newId: () => crypto.randomUUID(),
    pace: instantPace(TEST_NOW),
    lookout: { now: () => seenLive(), hurry: () => undefined },
    notifier,
    ...overrides,
  });
}

async function neverSend(): Promise<never> {
  throw new Error('This test sent a message without giving ctx.notifier.');
}

export function creationOf(changes: Partial<IncidentCreation> = {}): IncidentCreation {
  return {
    ...IncidentCreation.parse({ title: 'VPR fails', severity: 'P2', environment: 'prod' }),
    functions: [FUNCTION],
    ...changes,
  };
}

/** A rollback as those who follow it hear of it, stored as a change that has begun. */
export async function begunRollback(
  ctx: Ctx,
  changes: Partial<FollowedChange> = {},
): Promise<FollowedChange> {
  const targets = changes.targets ?? [`function:${FUNCTION}:live`];
  const followed: FollowedChange = {
    functions: targets.flatMap((target) => /^function:([^:]+):/.exec(target)?.[1] ?? []).sort(),
    ...{
      id: ctx.newId(),
      kind: 'rollback',
      environment: 'prod',
      reason: 'VPR fails since 08:56\nsee alarms',
    },
    ...{ status: 'running', deed: `Roll back ${FUNCTION}`, targets },
    ...{ requestedBy: { kind: 'person', id: TEST_ADMIN.id, name: TEST_ADMIN.name }, incidentId: null },
    ...{ verdict: null, sentence: 'Started: 1 to move.', ...changes },
  };
  const { id, kind, environment, reason, status, requestedBy } = followed;
  await ctx.db.change.create({
    data: {
      ...{ id, kind, environment, reason, status, plan: [], planHash: '', confirmation: environment },
      ...{ requesterKind: requestedBy.kind, requesterId: requestedBy.id, requesterName: requestedBy.name },
      ...{ createdAt: ctx.now, startedAt: ctx.now },
    },
  });
  return followed;
}

/** Tells the follower of a change, as its own transactions do; answers the audit entries that it asks for. */
export function followIn(ctx: Ctx, what: 'begun' | 'ended' | 'verified', change: FollowedChange) {
  const follower = incidentFollower({ live: () => ctx.lookout.now(), channel: ctx.notifier });
  const moment = { at: ctx.pace.clock(), newId: ctx.newId };
  return ctx.db.$transaction((tx) => follower[what](tx, change, moment));
}
