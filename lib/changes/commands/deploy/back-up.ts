import { repeatable } from '#lib/changes/commands/deploy/stage';
import type { StepEnd } from '#lib/changes/journal-port';
import { isAppError } from '#lib/core/errors';
import { backupNameOf } from '#lib/tables/backup-name';
import { backUpTable } from '#lib/tables/commands/back-up-table';

/** A table of the function is backed up before its code changes; without the backup nothing is deployed. */
export const BACK_UP = repeatable<'back_up'>({
  intended: ({ table }) => `Backing up ${table} …`,
  details: ({ table }) => ({ table }),
  async act({ ctx, change }, { intent: { table }, intendedAt }): Promise<StepEnd> {
    // The time of the intent makes the same name after a crash, and so the same backup.
    const name = backupNameOf('pre-deploy', intendedAt, change.id);
    try {
      const deed = await backUpTable(ctx, { table, name, changeId: change.id });
      if (deed.outcome === 'refused') return refused(table, deed.why);
      const { backupArn, backupName } = deed.value;
      return {
        outcome: 'done',
        result: { backupArn, backupName },
        sentence: `${table} is backed up as ${backupName}.`,
      };
    } catch (error) {
      if (isAppError(error) && error.code === 'not_found') return refused(table, error.message);
      throw error;
    }
  },
});

function refused(table: string, why: string): StepEnd {
  return { outcome: 'refused', why, sentence: `${table} could not be backed up: ${why}` };
}
