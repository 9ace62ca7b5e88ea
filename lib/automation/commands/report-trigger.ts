import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { SavedReport } from '#lib/automation/decision-answers';
import type { BuildReport, ReportKind, TriggerReportCreation } from '#lib/automation/report-schema';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';
import type { TriggerReport } from '#prisma/generated/client';

interface Reported {
  kind: ReportKind;
  key: string;
  summary: string;
  functions: string[];
  tables: string[];
  href?: string | undefined;
}

/** Writes down what a person or a program found; the same thing, while it stands, is written once. */
export async function reportTrigger(ctx: Ctx, creation: TriggerReportCreation): Promise<SavedReport> {
  assertAllowed(ctx.actor, 'production.change');
  return audited(ctx, (tx) => write(ctx, tx, creation));
}

/**
 * Hears how a build ended: one that failed is a report, and one that passed closes the report of the same build.
 *
 * @returns the report; null for a build that passed and had none.
 */
export async function hearBuild(ctx: Ctx, report: BuildReport): Promise<SavedReport | null> {
  assertAllowed(ctx.actor, 'production.change');
  const { build: key, status, commit, functions, href } = report;
  const at = commit ? ` at ${commit.slice(0, 7)}` : '';
  return audited<SavedReport | null>(ctx, async (tx) => {
    if (status === 'failed') {
      const summary = report.summary ?? `The build of ${key}${at} failed.`;
      return write(ctx, tx, { kind: 'build_failed', key, summary, functions, tables: [], href });
    }
    const standing = await tx.triggerReport.findFirst({
      where: { kind: 'build_failed', key, closedAt: null },
    });
    if (!standing) return { value: null, entry: [] };
    return close(ctx, tx, standing.id, `The build${at} passed.`);
  });
}

/** Closes a report by hand: it does not hold, or no longer. */
export async function closeReport(
  ctx: Ctx,
  id: string,
  { reason }: { reason: string },
): Promise<SavedReport> {
  assertAllowed(ctx.actor, 'production.change');
  return audited(ctx, (tx) => close(ctx, tx, id, reason));
}

async function write(ctx: Ctx, tx: Transaction, { kind, key, summary, functions, tables, href }: Reported) {
  const standing = await tx.triggerReport.findFirst({ where: { kind, key, closedAt: null } });
  const said = {
    summary,
    functions: [...new Set([...(standing?.functions ?? []), ...functions])].sort(),
    tables: [...new Set([...(standing?.tables ?? []), ...tables])].sort(),
    href: href ?? standing?.href ?? null,
  };
  const row = standing
    ? await tx.triggerReport.update({ where: { id: standing.id }, data: said })
    : await tx.triggerReport.create({
        data: { id: ctx.newId(), kind, key, ...said, reportedBy: actorName(ctx.actor), reportedAt: ctx.now },
      });
  const details = { kind, key, ...said };
  const subject = { kind: 'trigger-report', id: row.id };
  const action = standing ? 'trigger_report.repeated' : 'trigger_report.made';
  return { value: savedReportOf(row), entry: { action, subject, details } };
}

async function close(ctx: Ctx, tx: Transaction, id: string, reason: string) {
  const { count } = await tx.triggerReport.updateMany({
    where: { id, closedAt: null },
    data: { closedBy: actorName(ctx.actor), closedAt: ctx.now, closeReason: reason },
  });
  const row = await tx.triggerReport.findUnique({ where: { id } });
  if (!row) throw new AppError('not_found', 'There is no such report.');
  if (count === 0) throw new AppError('conflict', `${row.closedBy} closed this report: ${row.closeReason}`);
  const details = { kind: row.kind, key: row.key, reason };
  const subject = { kind: 'trigger-report', id };
  return { value: savedReportOf(row), entry: { action: 'trigger_report.closed', subject, details } };
}

function savedReportOf({ reportedAt, closedAt, incidentId: _incident, ...row }: TriggerReport): SavedReport {
  return { ...row, reportedAt: reportedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null };
}
