import { type AuditLink, faultOf } from '#lib/audit/chain';
import { compareAnchors } from '#lib/audit/compare-anchors';
import { toLink } from '#lib/audit/rows';
import type { AuditFilters, AuditPage, AuditQuery, AuditVerification, Broken } from '#lib/audit/schema';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import type { Prisma } from '#prisma/generated/client';

const CHUNK = 1_000;

/** The entries that meet the filters, the newest first; the cursor is the last sequence of the page before. */
export async function listAudit(ctx: Ctx, query: AuditQuery): Promise<AuditPage> {
  assertAllowed(ctx.actor, 'audit.read');
  const { cursor, limit, ...filters } = query;
  const where = { AND: [conditionOf(filters), cursor === undefined ? {} : { sequence: { lt: cursor } }] };
  const rows = await ctx.db.auditEntry.findMany({ where, orderBy: { sequence: 'desc' }, take: limit + 1 });
  const entries = rows.slice(0, limit).map(toLink);
  const last = entries.at(-1);
  return { entries, nextCursor: rows.length > limit && last ? String(last.sequence) : null };
}

/** The whole chain in order, read a piece at a time. */
export async function* readChain(
  ctx: Pick<Ctx, 'db'>,
  upTo = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<AuditLink> {
  let after = 0;
  for (;;) {
    const rows = await ctx.db.auditEntry.findMany({
      where: { sequence: { gt: after, lte: upTo } },
      orderBy: { sequence: 'asc' },
      take: CHUNK,
    });
    yield* rows.map(toLink);
    const last = rows.at(-1);
    if (!last) return;
    after = Number(last.sequence);
  }
}

/**
 * Reads the whole chain and compares it with the heads kept outside the database. Each shows what the other cannot:
 * the chain that an entry was changed, the anchors that all of it was made anew or cut off.
 */
export async function verifyAudit(ctx: Ctx): Promise<AuditVerification> {
  assertAllowed(ctx.actor, 'audit.read');
  // Anchors first: what is written meanwhile makes the chain longer than the anchors know, never shorter.
  const kept = [];
  for await (const head of ctx.anchors.read()) kept.push(head);
  const hashes = new Map<number, string>();
  const wanted = new Set(kept.map((head) => head.sequence));
  let previous: AuditLink | null = null;
  let entries = 0;
  let brokenAt: Broken | undefined;
  for await (const link of readChain(ctx)) {
    const reason = brokenAt ? null : faultOf(previous, link);
    if (reason) brokenAt = { sequence: link.sequence, reason };
    if (wanted.has(link.sequence)) hashes.set(link.sequence, link.hash);
    previous = link;
    entries += 1;
  }
  const anchors = compareAnchors(kept, hashes);
  return {
    ok: !brokenAt && anchors.ok,
    entries,
    head: previous && { sequence: previous.sequence, hash: previous.hash },
    ...(brokenAt ? { brokenAt } : {}),
    anchors,
    checkedAt: ctx.now.toISOString(),
  };
}

function conditionOf({ actor, action, subject, from, to }: AuditFilters): Prisma.AuditEntryWhereInput {
  return {
    AND: [
      actor
        ? { OR: [{ actorId: actor }, { actorName: { contains: literal(actor), mode: 'insensitive' } }] }
        : {},
      action ? { OR: [{ action }, { action: { startsWith: literal(`${action}.`) } }] } : {},
      subject ? subjectCondition(subject) : {},
      { time: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) } },
    ],
  };
}

/** Prisma hands these texts to LIKE as they are, where `%` and `_` mean anything. */
function literal(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&');
}

function subjectCondition(subject: string): Prisma.AuditEntryWhereInput {
  const colon = subject.indexOf(':');
  const both = { subjectKind: subject.slice(0, colon), subjectId: subject.slice(colon + 1) };
  return { OR: [{ subjectKind: subject }, { subjectId: subject }, ...(colon > 0 ? [both] : [])] };
}
