import type { SavedChange } from '#lib/changes/answers';
import { kindOf } from '#lib/changes/commands/kinds';
import { deedOf } from '#lib/changes/deed-of';
import type { Kind, Plans } from '#lib/changes/plans';
import type { AuditDraft } from '#lib/core/audit-draft';
import type { ChangeFollower } from '#lib/core/change-follower';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';

interface Told<K extends Kind> {
  change: SavedChange<K>;
  sentence: string;
  at: Date;
}

function functionsOf<K extends Kind>(kind: K, plan: Plans[K]): string[] {
  const { targets, functions } = kindOf<K>(kind);
  const named = targets(plan).flatMap((target) => /^function:([^:]+):/.exec(target)?.[1] ?? []);
  return [...new Set([...named, ...(functions?.(plan) ?? [])])].sort();
}

/** Tells those who follow changes, in the transaction that makes it true; answers what is audited with it. */
export async function follow<K extends Kind>(
  ctx: Ctx,
  tx: Transaction,
  what: keyof ChangeFollower,
  { change, sentence, at }: Told<K>,
): Promise<AuditDraft[]> {
  const { id, kind, environment, reason, status, requestedBy, incidentId, plan, verdict } = change;
  const followed = {
    id,
    kind,
    environment,
    reason,
    status,
    requestedBy,
    incidentId,
    deed: deedOf<K>({ kind, plan }),
    targets: kindOf<K>(kind).targets(plan),
    functions: functionsOf<K>(kind, plan),
    verdict: verdict?.verdict ?? null,
    sentence,
  };
  const drafts: AuditDraft[] = [];
  for (const follower of ctx.followers) {
    drafts.push(...(await follower[what](tx, followed, { at, newId: ctx.newId })));
  }
  return drafts;
}
