import type { Change, Counted } from '#lib/adoption/change';
import type { OverviewMetric } from '#lib/adoption/overview-metrics';
import { holm } from '#lib/stats/holm';

/** Which rate it is about. */
export type Subject =
  | { kind: 'feature'; feature: string; name: string; metric: OverviewMetric }
  | {
      kind: 'funnel';
      funnelId: string;
      name: string;
      unit: 'user' | 'session';
      /** The step that was reached, of those who reached `previous`; steps count from 1. */
      step: number;
      previous: number;
      stepName: string;
      previousName: string;
    };

export type FeatureSubject = Extract<Subject, { kind: 'feature' }>;
export type FunnelSubject = Extract<Subject, { kind: 'funnel' }>;

/** A rate beside what it was. */
export interface Comparison {
  subject: Subject;
  now: Counted;
  before: Counted;
  change: Change | null;
}

export interface Finding extends Comparison {
  change: Change;
  /** Corrected for all the rates that were looked at. */
  pValueAdjusted: number;
}

export interface Findings {
  verdict: 'changed' | 'nothing' | 'too_few';
  /** What changed, first that of which there is most evidence. */
  changed: Finding[];
  /** How many rates had enough people to be looked at. */
  compared: number;
}

/** Fewer people than this in either period say nothing worth a headline. */
export const MIN_PEOPLE = 50;

const MOST_OF_CHANCE = 0.05;
// With very many people even this is more than noise, and still nothing to act on.
const LEAST_DIFFERENCE = 0.01;

/**
 * What changed among many rates. Looking at thirty of them shows a difference that is more than noise in most weeks;
 * with Holm's correction a week in which nothing changed has a headline once in twenty times at most.
 */
export function findingsOf(comparisons: readonly Comparison[]): Findings {
  const told = comparisons.flatMap(({ change, ...rest }) =>
    change && Math.min(rest.now.of, rest.before.of) >= MIN_PEOPLE ? [{ ...rest, change }] : [],
  );
  if (told.length === 0) return { verdict: 'too_few', changed: [], compared: 0 };
  const adjusted = holm(told.map(({ change }) => change.pValue));
  const changed = told
    .map((one, index): Finding => ({ ...one, pValueAdjusted: adjusted[index] ?? 1 }))
    .filter(
      ({ change, pValueAdjusted }) =>
        pValueAdjusted < MOST_OF_CHANCE && Math.abs(change.difference) >= LEAST_DIFFERENCE,
    )
    .toSorted((a, b) => b.change.z - a.change.z);
  return { verdict: changed.length > 0 ? 'changed' : 'nothing', changed, compared: told.length };
}
