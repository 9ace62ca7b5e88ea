'use client';

import { useQuery } from '@tanstack/react-query';
import { NoSegment } from '#components/adoption/feature/no-segment';
import { RetentionControls } from '#components/adoption/feature/retention-controls';
import { RetentionCurve } from '#components/adoption/feature/retention-curve';
import type { FeatureView, RetentionView } from '#components/adoption/feature/use-feature-view';
import { ChartFrame } from '#components/charts/chart-frame';
import { Triangle as TriangleGrid } from '#components/charts/triangle';
import { PanelState } from '#components/funnels/panel-state';
import type { BrokenBy } from '#lib/adoption/answers';
import { retentionOptions } from '#lib/adoption/client';
import type { FeatureQuestion } from '#lib/adoption/feature-question';
import { figuresOf } from '#lib/adoption/figures-of';
import type { Proportion } from '#lib/adoption/metrics';
import { retentionQuestion } from '#lib/adoption/people-question';
import type { Triangle } from '#lib/adoption/retention';
import {
  begun,
  rangeLabels,
  retentionMessage,
  triangleData,
  triangleRows,
} from '#lib/adoption/triangle-rows';

interface RetentionPanelProps {
  question: FeatureQuestion;
  segment: BrokenBy | null;
  /** Whether the cohorts of the period before stand beside. */
  isCompared: boolean;
  view: FeatureView;
}

/** Of those who began, who came back: cohort by cohort, and all together as a curve. */
export function RetentionPanel({ question, segment, isCompared, view }: RetentionPanelProps) {
  const settings = view.retention;
  const retention = useQuery(
    retentionOptions({
      ...question,
      ...retentionQuestion(settings),
      ...(isCompared ? { compare: 'previous' } : {}),
    }),
  );
  const all = retention.data?.ranges ?? [];
  const figures = retention.data ? figuresOf<Omit<Triangle, 'ranges'>>(retention.data, segment) : null;
  const triangle = retention.data && figures ? begun({ ...figures, ranges: all }) : null;
  const earlier = retention.data?.compare ? figuresOf<Curved>(retention.data.compare, segment) : null;
  const before =
    earlier && triangle ? triangle.ranges.flatMap((range) => earlier.curve[all.indexOf(range)] ?? []) : null;
  return (
    <ChartFrame
      title="Retention"
      sentence={
        triangle ? retentionMessage(triangle, settings.cohorts) : 'Of those who began, who came back later.'
      }
      data={triangle ? triangleData(triangle, settings.cohorts) : NO_ROWS}
      isStale={retention.isPlaceholderData}
      hasNoTable
      controls={<RetentionControls view={settings} onChange={view.setRetention} />}
    >
      <PanelState query={retention} doing="count the retention" height="h-149">
        {() =>
          triangle ? (
            <Figures triangle={triangle} before={before} settings={settings} onPeople={view.setPeople} />
          ) : (
            <NoSegment />
          )
        }
      </PanelState>
    </ChartFrame>
  );
}

type Curved = Pick<Triangle, 'curve'>;

const NO_ROWS = { head: ['Cohort from'], rows: [] };
interface FiguresProps {
  triangle: Triangle;
  /** The curve of the period before, where it was asked for. */
  before: Proportion[] | null;
  settings: RetentionView;
  onPeople: FeatureView['setPeople'];
}

function Figures({ triangle, before, settings, onPeople }: FiguresProps) {
  const { cohorts: interval, figures } = settings;
  const labels = rangeLabels(triangle.ranges, interval);
  return (
    <div className="flex flex-col gap-3">
      <RetentionCurve
        curve={triangle.curve}
        ranges={triangle.ranges}
        before={before}
        interval={interval}
        hasStart={settings.start === 'first_seen'}
      />
      <TriangleGrid
        caption={`Cohorts by ${interval}`}
        columns={labels}
        rows={triangleRows(triangle, interval, figures)}
        onSelect={({ start }, range) => onPeople({ of: 'retention', cohort: start, range })}
      />
      <p className="text-12 text-ink-3">
        The strongest colour is the highest rate. Hatched cells are not over: they may still grow, and the
        curve leaves them out. Of cohorts of fewer than ten the cells show how many, not a rate.
      </p>
    </div>
  );
}
