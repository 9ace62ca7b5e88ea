import { randomUUID } from 'node:crypto';
import { forgetAnswers } from '#lib/audit/commands';
import { forgetMessages } from '#lib/automation/commands/forget-messages';
import { lookAtAlarms } from '#lib/automation/commands/look-at-alarms';
import { pruneDaily } from '#lib/changes/commands/prune-daily';
import type { SystemActor } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import type { Env } from '#lib/core/env';
import { isAppError } from '#lib/core/errors';
import { forgetRejected } from '#lib/events/commands/forget-rejected';
import { ctxFor, type Services } from '#lib/http/services';
import { lookAtIncidents } from '#lib/incidents/commands/look-round';
import { sendNotices } from '#lib/incidents/commands/send-notices';

export const JOB_IDS = ['alarms', 'incidents', 'notices', 'retention', 'forgetting'] as const;
export type JobId = (typeof JOB_IDS)[number];

export interface JobReport {
  job: JobId;
  status: 'done' | 'failed' | 'skipped';
  /** Why it failed or was skipped, for people; null when it was done. */
  reason: string | null;
  elapsedMs: number;
}

interface Job {
  actor: SystemActor['id'];
  needsCloud: boolean;
  run(ctx: Ctx, env: Env): Promise<unknown>;
}

/**
 * What the product does by itself, again and again. Each may be run at any time, as often as one likes, and by two
 * processes at once: what is done is a row with a key of its own.
 */
const JOBS: Record<JobId, Job> = {
  alarms: { actor: 'automation', needsCloud: true, run: lookAtAlarms },
  incidents: { actor: 'scheduler', needsCloud: false, run: (ctx) => lookAtIncidents(ctx, 0) },
  notices: { actor: 'scheduler', needsCloud: false, run: sendNotices },
  retention: {
    actor: 'scheduler',
    needsCloud: true,
    run: (ctx, env) => pruneDaily(ctx, env.RETENTION === 'execute'),
  },
  forgetting: {
    actor: 'setup',
    needsCloud: false,
    run: (ctx) => Promise.all([forgetAnswers(ctx), forgetRejected(ctx), forgetMessages(ctx)]),
  },
};

/** Does one job; it never rejects, and what went wrong is in the log as well. */
export async function runJob(provided: Services, job: JobId, signal?: AbortSignal): Promise<JobReport> {
  const { actor, needsCloud, run } = JOBS[job];
  const begun = performance.now();
  const report = (status: JobReport['status'], reason: string | null): JobReport => ({
    ...{ job, status, reason },
    elapsedMs: Math.round(performance.now() - begun),
  });
  if (needsCloud && !hasCloud(provided.env)) return report('skipped', 'No cloud is configured.');
  const ctx = ctxFor(provided, { actor: { kind: 'system', id: actor }, requestId: randomUUID(), signal });
  try {
    await run(ctx, provided.env);
    return report('done', null);
  } catch (error) {
    ctx.log.warn({ err: error, job }, 'a job failed; the next time tries again');
    return report('failed', isAppError(error) ? error.message : 'It failed; the log of the server says why.');
  }
}

/** Without a cloud there is nothing to look at, and a refusal every time. */
export function hasCloud(env: Env): boolean {
  return env.CLOUD === 'aws' || env.SANDBOX_URL !== undefined;
}
