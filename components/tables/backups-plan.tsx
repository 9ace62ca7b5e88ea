import { Copyable } from '#components/ui/copyable';
import { formatBytes, formatCount } from '#lib/core/format';
import { type PlannedBackup, selectionWords } from '#lib/tables/backup-plan';

/** Backups in the words that will be carried out. */
export function BackupsPlan({ plan }: { plan: readonly PlannedBackup[] }) {
  return (
    <>
      <ol className="flex flex-col gap-3">
        {plan.map((planned) => (
          <li key={planned.table} className="rounded-box border border-line bg-surface p-4">
            <h3 className="break-all font-medium font-mono text-14">{planned.table}</h3>
            <p className="mt-1 text-12 text-ink-3">
              About {formatCount(planned.items)} items, {formatBytes(planned.bytes)}, as AWS counted them last
            </p>
            <ol className="mt-3 flex list-decimal flex-col gap-2 pl-5 text-14">
              <li>
                {planned.recovery === 'on'
                  ? 'Point-in-time recovery is on, and stays as it is.'
                  : 'Turn point-in-time recovery on.'}
              </li>
              {planned.isBackedUp ? (
                <li>
                  Back up as <Copyable value={planned.name} label="name of the backup" />
                </li>
              ) : null}
              {planned.export ? (
                <li>
                  Export {selectionWords(planned.export.selection)} to{' '}
                  <span className="break-all font-mono text-12">{planned.export.to}</span>
                </li>
              ) : null}
            </ol>
          </li>
        ))}
      </ol>
      <p className="mt-3 text-12 text-ink-2">
        It makes copies and turns recovery on; no item is changed, and nothing is ever deleted.
      </p>
    </>
  );
}
