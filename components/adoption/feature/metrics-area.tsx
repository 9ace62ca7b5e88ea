'use client';

import { LifeCycleStrip } from '#components/adoption/feature/life-cycle-strip';
import { MetricsGrid } from '#components/adoption/feature/metrics-grid';
import { NoSegment } from '#components/adoption/feature/no-segment';
import { SegmentsTable } from '#components/adoption/feature/segments-table';
import { Counting } from '#components/funnels/counting';
import { ErrorState } from '#components/ui/error-state';
import type { BrokenBy } from '#lib/adoption/answers';
import { figuresOf } from '#lib/adoption/figures-of';
import type { FeatureFigures } from '#lib/adoption/metric-cards';
import type { PeopleChoice } from '#lib/adoption/people-choice';
import type { AdoptionView } from '#lib/adoption/url-state';
import type { AdoptionAnswer } from '#lib/adoption/usage-answers';

interface MetricsAreaProps {
  metrics: {
    data: AdoptionAnswer | undefined;
    error: Error | null;
    isFetching: boolean;
    isPlaceholderData: boolean;
    refetch: () => unknown;
  };
  view: AdoptionView;
  onSegment: (segment: BrokenBy) => void;
  onPeople: (choice: PeopleChoice) => void;
}

type Broken = FeatureFigures & { breakdown?: (BrokenBy & FeatureFigures)[] };

/** The strip, the numbers, and the same by a property: three views of one answer. */
export function MetricsArea({ metrics, view, onSegment, onPeople }: MetricsAreaProps) {
  const { data, error, isFetching, isPlaceholderData: isStale, refetch } = metrics;
  if (error && !isFetching) {
    return <ErrorState error={error} doing="count the metrics" onRetry={() => void refetch()} />;
  }
  const whole: Broken | undefined = data?.features[0];
  if (!data || !whole) {
    return (
      <>
        <Counting className="h-185 lg:h-57" isActive={isFetching} />
        <Counting className="h-258 sm:h-111" isActive={isFetching} />
      </>
    );
  }
  const figures = figuresOf<FeatureFigures>(whole, view.segment);
  const earlier: Broken | undefined = data.compare?.features[0];
  return (
    <>
      {figures ? (
        <>
          <LifeCycleStrip metrics={figures} isStale={isStale} onPeople={onPeople} />
          <MetricsGrid
            metrics={figures}
            before={earlier ? figuresOf<FeatureFigures>(earlier, view.segment) : null}
            period={data.period}
            timeZone={data.timeZone}
            isStale={isStale}
            onPeople={onPeople}
          />
        </>
      ) : (
        <NoSegment />
      )}
      {view.breakdown && whole.breakdown ? (
        <SegmentsTable
          segments={whole.breakdown}
          property={view.breakdown}
          rule={data.breakdownRule ?? ''}
          isStale={isStale}
          onSegment={onSegment}
        />
      ) : null}
    </>
  );
}
