import { Copyable } from '#components/ui/copyable';
import type { SavedChange } from '#lib/changes/answers';
import { formatCount } from '#lib/core/format';

/** What came of a backup: what each table can be restored from now. */
export function BackupOutcome({ change }: { change: SavedChange<'table-backup'> }) {
  const made = change.result ?? [];
  if (made.length === 0) return null;
  return (
    <section
      aria-labelledby="made"
      className="flex flex-col gap-3 rounded-box border border-line bg-surface p-4"
    >
      <h2 id="made" className="font-medium text-16">
        Made
      </h2>
      <ul className="flex flex-col gap-3 text-14">
        {made.map(({ table, backupName, exported }) => (
          <li key={table} className="flex flex-col gap-1">
            <span className="break-all font-medium font-mono">{table}</span>
            {backupName ? <Copyable value={backupName} label="name of the backup" /> : 'Recovery is on.'}
            {exported ? (
              <span className="break-all text-12 text-ink-2">
                {formatCount(exported.items)} items in {exported.manifest}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
