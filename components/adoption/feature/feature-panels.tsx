'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { DailyPanel } from '#components/adoption/feature/daily-panel';
import { FunnelPanel } from '#components/adoption/feature/funnel-panel';
import { ImpactPanel } from '#components/adoption/feature/impact-panel';
import { MetricsArea } from '#components/adoption/feature/metrics-area';
import { PowerPanel } from '#components/adoption/feature/power-panel';
import { RetentionPanel } from '#components/adoption/feature/retention-panel';
import { StatesPanel } from '#components/adoption/feature/states-panel';
import { StickinessPanel } from '#components/adoption/feature/stickiness-panel';
import { useFeatureView } from '#components/adoption/feature/use-feature-view';
import type { AdoptionViewState } from '#components/adoption/use-adoption-view';
import { ViewControls } from '#components/adoption/view-controls';
import { MetaLine } from '#components/funnels/meta-line';
import type { BrokenBy, SavedFeature } from '#lib/adoption/answers';
import { adoptionOptions } from '#lib/adoption/client';
import { featureQuestion } from '#lib/adoption/feature-question';
import { figuresOf } from '#lib/adoption/figures-of';
import type { FeatureFigures } from '#lib/adoption/metric-cards';
import type { PeopleChoice } from '#lib/adoption/people-choice';
import type { AdoptionAnswer } from '#lib/adoption/usage-answers';

const PeopleSheet = dynamic(() => import('#components/adoption/feature/people-sheet'), { ssr: false });

interface FeaturePanelsProps {
  feature: SavedFeature;
  state: AdoptionViewState;
  now: number;
}

type Broken = FeatureFigures & { breakdown?: (BrokenBy & FeatureFigures)[] };

/** The panels of a feature; each asks for its own numbers. */
export function FeaturePanels({ feature, state, now }: FeaturePanelsProps) {
  const { view, period, change } = state;
  const look = useFeatureView();
  const question = featureQuestion(feature.key, period, view);
  const { compare: _, ...uncompared } = question;
  const { breakdown: __, ...plain } = uncompared;
  const metrics = useQuery(adoptionOptions(question));
  const counted: Broken | undefined = metrics.data?.features[0];
  // Where everybody is looked at together a breakdown would only make the counting longer.
  const shared = { question: view.segment === null ? plain : uncompared, segment: view.segment };
  return (
    <div className="flex flex-col gap-8">
      <ViewControls state={state} segments={counted?.breakdown ?? []} />
      <MetricsArea
        metrics={metrics}
        view={view}
        onSegment={(segment) => change({ segment })}
        onPeople={look.setPeople}
      />
      <DailyPanel question={uncompared} segment={view.segment} now={now} />
      <RetentionPanel {...shared} isCompared={view.compare} view={look} />
      <StickinessPanel {...shared} now={now} onPeople={look.setPeople} />
      <StatesPanel {...shared} view={look} />
      <PowerPanel {...shared} onPeople={look.setPeople} />
      {view.segment === null ? null : (
        <p className="text-14 text-ink-2">What follows is of everybody, whatever their value.</p>
      )}
      <ImpactPanel question={plain} />
      {feature.funnelId === null ? null : <FunnelPanel funnelId={feature.funnelId} view={view} now={now} />}
      {metrics.data ? <MetaLine meta={metrics.data.meta} /> : null}
      {look.people ? (
        <PeopleSheet
          {...shared}
          choice={look.people}
          retention={look.retention}
          every={look.every}
          metric={metricOf(metrics, look.people, view.segment)}
          onClose={() => look.setPeople(null)}
        />
      ) : null}
    </div>
  );
}

/** The clicked metric's own number, to be held against its list; null for other numbers, and until it is counted. */
function metricOf(
  { data, refetch }: { data: AdoptionAnswer | undefined; refetch: () => unknown },
  choice: PeopleChoice,
  segment: BrokenBy | null,
) {
  const whole: Broken | undefined = data?.features[0];
  if (choice.of !== 'metric' || !data || !whole) return null;
  const figures = figuresOf<Pick<FeatureFigures, 'proportions'>>(whole, segment);
  const count = figures?.proportions[choice.metric][choice.group];
  return { count, countedAt: data.meta.computedAt, recount: () => void refetch() };
}
