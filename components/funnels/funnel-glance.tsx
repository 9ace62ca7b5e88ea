'use client';

import { useQuery } from '@tanstack/react-query';
import { Sparkline } from '#components/charts/sparkline';
import { ShareText } from '#components/funnels/share-text';
import { Skeleton } from '#components/ui/skeleton';
import { Tooltip } from '#components/ui/tooltip';
import { periodOf } from '#lib/core/date-range';
import { formatCount } from '#lib/core/format';
import type { SavedFunnel } from '#lib/funnels/answers';
import { funnelAnswerOptions, funnelTrendOptions } from '#lib/funnels/client';
import { columnsOf } from '#lib/funnels/columns';
import { countInWords } from '#lib/funnels/count-in-words';
import { draftOf, questionOf } from '#lib/funnels/draft';

/** A funnel's conversion over the last 30 days, and its course, the size of two words. */
export function FunnelGlance({ funnel, now }: { funnel: SavedFunnel; now: number }) {
  const plain = { ...draftOf(funnel.definition), breakdown: null };
  const question = questionOf(plain, periodOf({ kind: 'last', days: 30 }, new Date(now)));
  const answer = useQuery(funnelAnswerOptions(question));
  const trend = useQuery(funnelTrendOptions(question, { interval: 'day' }));
  if (answer.error) return <span className="text-12 text-ink-3">could not be counted</span>;
  if (!answer.data) return <Skeleton className="ml-auto h-5 w-40" />;
  const share = columnsOf(answer.data.funnel, 'closed').at(-1)?.fromStart;
  if (!share) return null;
  const points = trend.data?.points ?? [];
  const firstOpen = points.findIndex(({ pending }) => pending > 0);
  return (
    <span className="inline-flex items-center justify-end gap-3">
      <span className="max-sm:hidden">
        {points.length > 0 ? (
          <Sparkline
            values={points.map(({ conversion }) => conversion)}
            label={`Conversion of ${funnel.name}, day by day`}
            {...(firstOpen === -1 ? {} : { incompleteFrom: firstOpen })}
          />
        ) : (
          <Skeleton className="h-7 w-30" />
        )}
      </span>
      <Tooltip
        isFocusable
        content={`${formatCount(share.count)} of ${countInWords(share.of, answer.data.unit)} who entered at least one window ago reached the last step.`}
      >
        <span className="min-w-12 text-right font-semibold tabular-nums">
          <ShareText share={share} />
        </span>
      </Tooltip>
    </span>
  );
}
