import { hearAlarm } from '#lib/automation/commands/hear-alarm';
import { lookAtAlarms } from '#lib/automation/commands/look-at-alarms';
import { cancelChange } from '#lib/changes/commands/cancel-change';
import { planChange } from '#lib/changes/commands/plan-change';
import { pruneDaily } from '#lib/changes/commands/prune-daily';
import { resumeChanges } from '#lib/changes/commands/run-change';
import { startChange } from '#lib/changes/commands/start-change';
import { listChanges } from '#lib/changes/queries/changes';
import { lockDeploys } from '#lib/functions/commands/lock-deploys';
import { emptySight, lookRound } from '#lib/functions/commands/look-round';
import { unlockDeploys } from '#lib/functions/commands/unlock-deploys';
import { listLocks } from '#lib/functions/queries/locks';
import { incidentFollower } from '#lib/incidents/commands/incident-follower';

/** What a schedule runs: the product's own services, or those of a copy with a fault in it. */
export const PRODUCT = {
  planChange,
  startChange,
  resumeChanges,
  pruneDaily,
  emptySight,
  lookRound,
  lookAtAlarms,
  hearAlarm,
  listLocks,
  lockDeploys,
  unlockDeploys,
  cancelChange,
  listChanges,
  incidentFollower,
};

export type Product = typeof PRODUCT;
