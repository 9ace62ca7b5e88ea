import { ArrowRight } from 'lucide-react';
import { Time } from '#components/ui/time';
import { formatBytes, formatCount } from '#lib/core/format';
import { historySentence } from '#lib/tables/history-sentence';
import { momentOf, type PlannedRestore } from '#lib/tables/restore-plan';
import { settingsToApply, settingWords } from '#lib/tables/settings';

/** A restore in the words that will be carried out: from what, to where, and what the new table is given back. */
export function RestoresPlan({ plan }: { plan: readonly PlannedRestore[] }) {
  return (
    <>
      {plan.map((planned) => (
        <OneRestore key={planned.target} planned={planned} />
      ))}
      <p className="mt-3 text-12 text-ink-2">
        It makes a new table; the one that serves now is only read. Readers are not switched over: point them
        at the new table, or copy back what you need, once the report says that it is right. Auto scaling,
        access policies and alarms of the new table are not set here.
      </p>
    </>
  );
}

function OneRestore({ planned }: { planned: PlannedRestore }) {
  const { table, target, from, settings } = planned;
  const lost = settings ? settingsToApply(settings) : [];
  return (
    <div className="rounded-box border border-line bg-surface p-4">
      <h3 className="flex flex-wrap items-center gap-2 break-all font-medium font-mono text-14">
        {table}
        <ArrowRight aria-hidden size={16} className="text-ink-3" />
        <span className="sr-only">to</span>
        {target}
      </h3>
      <p className="mt-1 text-12 text-ink-3">
        About {formatCount(planned.items)} items, {formatBytes(planned.bytes)}
      </p>
      <ol className="mt-3 flex list-decimal flex-col gap-2 pl-5 text-14">
        <li>
          {from.kind === 'backup' ? (
            <>
              Restore the backup <span className="break-all font-mono text-12">{from.name}</span>, made{' '}
            </>
          ) : (
            'Restore what the table held '
          )}
          <Time at={momentOf(from)} />. {historySentence(planned.history)}
        </li>
        <li>
          {lost.length > 0 && settings
            ? `Set again what a restore loses: ${lost.map((setting) => settingWords(setting, settings)).join('; ')}.`
            : lostNothingWords(settings !== null)}
        </li>
        <li>
          Read both tables whole and compare keys, indexes, settings, the number of items, a hash over all of
          them, and some items one by one.
        </li>
      </ol>
    </div>
  );
}

function lostNothingWords(isThere: boolean): string {
  return isThere
    ? 'The table has no settings that a restore loses.'
    : 'The table is gone, and what it had of tags, time to live, recovery, streams and protection with it: set them by hand.';
}
