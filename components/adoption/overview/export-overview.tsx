'use client';

import { Download } from 'lucide-react';
import { downloadFile } from '#components/charts/download';
import { Button } from '#components/ui/button';
import type { OverviewAnswer } from '#lib/adoption/overview-answers';
import { OVERVIEW_METRICS } from '#lib/adoption/overview-metrics';
import { csvText } from '#lib/core/csv';

/** The table with every digit, as a file. */
export function ExportOverview({ answer }: { answer: OverviewAnswer | undefined }) {
  const save = ({ features, period }: OverviewAnswer) => {
    const head = OVERVIEW_METRICS.flatMap((metric) =>
      ['count', 'of', 'rate', 'count before', 'of before', 'rate before', 'change from', 'change to'].map(
        (column) => `${metric} ${column}`,
      ),
    );
    const rows = features.map(({ feature, name, activeUsers, metrics }) => [
      ...[feature, name, activeUsers.now, activeUsers.before],
      ...OVERVIEW_METRICS.flatMap((metric) => {
        const { now, before, change } = metrics[metric];
        const interval = change?.interval ?? [null, null];
        return [now.count, now.of, now.rate, before.count, before.of, before.rate, ...interval];
      }),
    ]);
    const text = csvText(['feature', 'name', 'active users', 'active users before', ...head], rows);
    downloadFile(`adoption-${period.start.slice(0, 10)}.csv`, text, 'text/csv');
  };
  return (
    <Button disabled={!answer} onClick={() => answer && save(answer)}>
      <Download aria-hidden size={14} /> CSV
    </Button>
  );
}
