'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ProgressBar } from '#components/imports/progress-bar';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import { formatCount, formatDuration, formatPercent } from '#lib/core/format';
import type { ImportPhase, ImportProgress } from '#lib/core/importer';
import { cancelImport } from '#lib/events/client';
import type { ImportDetail } from '#lib/events/import/schema';

const PHASES: Record<ImportPhase, string> = {
  reading: 'Reading rows',
  sorting: 'Sorting by day',
  publishing: 'Making them visible',
};

function progressWords({ rows, rowsPerSecond, secondsLeft, rejected }: ImportProgress): string {
  const left =
    secondsLeft === null
      ? 'time left not known yet'
      : `about ${formatDuration(Math.max(1, Math.ceil(secondsLeft)))} left`;
  const refused = rejected > 0 ? ` · ${formatCount(rejected)} rejected` : '';
  return `${formatCount(rows)} rows · ${formatCount(rowsPerSecond)} rows/s · ${left}${refused}`;
}

/** Rows done, rate and time left, and a way to stop. */
export function RunningImport({ found }: { found: ImportDetail }) {
  const cancel = useMutation(cancelImport(useQueryClient()));
  const { progress } = found;
  const fraction = progress?.fraction ?? 0;
  return (
    <section aria-label="Progress" className="flex max-w-2xl flex-col gap-3">
      <p className="font-semibold text-20">
        {progress ? PHASES[progress.phase] : 'Beginning'}{' '}
        <span className="font-normal text-ink-3 tabular-nums">{formatPercent(fraction)}</span>
      </p>
      <ProgressBar label={`Importing ${found.fileName}`} fraction={fraction} />
      <p className="text-ink-2 tabular-nums">{progress ? progressWords(progress) : 'Opening the file…'}</p>
      <p className="text-12 text-ink-3">
        You may leave this page: the import goes on, and is all there or not at all.
      </p>
      {cancel.error ? <ErrorState error={cancel.error} isInline /> : null}
      <div>
        <Button isLoading={cancel.isPending} onClick={() => cancel.mutate(found.id)}>
          Cancel import
        </Button>
      </div>
    </section>
  );
}
