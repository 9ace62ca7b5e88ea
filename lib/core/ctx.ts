import type { Actor } from '#lib/core/actor';
import type { AlarmRounds } from '#lib/core/alarm-rounds';
import type { AlarmTopics } from '#lib/core/alarm-topics';
import type { Answers } from '#lib/core/answers';
import type { Artefacts } from '#lib/core/artefacts';
import type { AuditAnchors } from '#lib/core/audit-anchors';
import type { ChangeFollower } from '#lib/core/change-follower';
import type { Cloud } from '#lib/core/cloud';
import type { Database } from '#lib/core/database';
import type { EventStore } from '#lib/core/event-store';
import type { HealthProbe } from '#lib/core/health-probe';
import type { Importer } from '#lib/core/importer';
import type { Lookout } from '#lib/core/live';
import type { Notifier } from '#lib/core/notifier';
import type { Pace } from '#lib/core/pace';
import type { Rejections } from '#lib/core/rejections';
import type { SandboxControls } from '#lib/core/sandbox-controls';
import type { Secrets } from '#lib/core/secrets';
import type { Warehouse } from '#lib/core/warehouse';

export interface Log {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

/** What the caller named with `Idempotency-Key`; `request` is a hash over method, path and body. */
export interface IdempotencyClaim {
  key: string;
  request: string;
}

/** Everything a service may touch. The edge fills it for each request; a test fills it with what it likes. */
export interface Ctx {
  actor: Actor;
  now: Date;
  requestId: string;
  /** Fresh UUIDs; what must be secret comes from `secrets`. */
  newId: () => string;
  db: Database;
  warehouse: Warehouse;
  events: EventStore;
  importer: Importer;
  answers: Answers;
  artefacts: Artefacts;
  anchors: AuditAnchors;
  rejections: Rejections;
  secrets: Secrets;
  /** Breaks and mends the sandbox; null where AWS is looked after. */
  sandbox: SandboxControls | null;
  cloud: Cloud;
  lookout: Lookout;
  rounds: AlarmRounds;
  topics: AlarmTopics;
  health: HealthProbe;
  notifier: Notifier;
  /** Who writes down what follows from changes to production. */
  followers: readonly ChangeFollower[];
  /** For work that goes on after its request was answered. */
  pace: Pace;
  log: Log;
  /** Aborted when the asker has gone. */
  signal?: AbortSignal | undefined;
  idempotency?: IdempotencyClaim | undefined;
}
