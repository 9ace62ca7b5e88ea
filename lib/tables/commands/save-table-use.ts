import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';
import type { TableDetails } from '#lib/tables/answers';
import { getTable } from '#lib/tables/queries/get-table';
import type { TableUseUpdate } from '#lib/tables/schema';

/**
 * Says which functions use a table. It is said by people and not found out: only values of environment variables
 * would tell, and those are never read.
 *
 * @throws AppError `conflict` when somebody said so in between, `not_found` for a table that is not there.
 */
export async function saveTableUse(
  ctx: Ctx,
  tableName: string,
  update: TableUseUpdate,
): Promise<TableDetails> {
  assertAllowed(ctx.actor, 'production.change');
  const before = await getTable(ctx, tableName);
  const functions = [...update.functions].sort();
  await audited(ctx, async (tx) => {
    await store(ctx, tx, { tableName, functions, version: update.version });
    const details = { functions, previous: before.functions, version: update.version + 1 };
    const subject = { kind: 'table', id: tableName };
    return { value: null, entry: { action: 'table.functions_named', subject, details } };
  });
  return getTable(ctx, tableName);
}

async function store(
  ctx: Ctx,
  tx: Transaction,
  { tableName, functions, version }: { tableName: string; functions: string[]; version: number },
): Promise<void> {
  const told = { functions, updatedBy: actorName(ctx.actor), updatedAt: ctx.now };
  const known = await tx.tableUse.findUnique({ where: { tableName } });
  if ((known?.version ?? 0) !== version) {
    const who = known
      ? `${known.updatedBy} said otherwise at ${known.updatedAt.toISOString()}`
      : 'Nobody has said';
    throw new AppError('conflict', `${who}. Load the table and make the change again.`);
  }
  if (!known) await tx.tableUse.create({ data: { tableName, ...told } });
  else {
    const where = { tableName, version };
    const { count } = await tx.tableUse.updateMany({ where, data: { ...told, version: { increment: 1 } } });
    if (count === 0)
      throw new AppError('conflict', 'Somebody said otherwise just now. Load the table again.');
  }
}
