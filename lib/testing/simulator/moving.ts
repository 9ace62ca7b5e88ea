import type { Scene } from '#lib/testing/simulator/scene';

/** What a change that moves aliases says of one of them; a deploy says less before it has made its version. */
export interface PlannedItem {
  function: string;
  alias: string;
  fromVersion: string;
  fromRevisionId: string;
  fromWeights?: Record<string, number>;
  toVersion?: string;
  why?: string;
  code?: { codeSha256: string };
  latestRevisionId?: string;
  /** Of a move forward: which rollback it takes back. */
  rollbackId?: string;
}

/** A change that moves aliases, as its row says. */
export interface Moving {
  id: string;
  kind: string;
  status: string;
  requesterId: string;
  plan: PlannedItem[];
  result: { version?: string | null } | null;
  createdAt: Date;
  startedAt: Date | null;
  cancelledAt: Date | null;
}

const KINDS = ['rollback', 'forward', 'deploy'];

/** All changes that move aliases, in the order in which they were planned. */
export function movingOf({ memory }: Pick<Scene, 'memory'>): Moving[] {
  return memory.rows<Moving>('change').filter(({ kind }) => KINDS.includes(kind));
}
