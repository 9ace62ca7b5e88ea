import type { BrokenBy } from '#lib/adoption/answers';
import type { FeatureQuestion } from '#lib/adoption/feature-question';
import type { PeopleChoice } from '#lib/adoption/people-choice';
import type { Interval } from '#lib/funnels/schema';

interface Shown {
  question: FeatureQuestion;
  segment: BrokenBy | null;
  choice: PeopleChoice;
  retention: RetentionSettings;
  /** The interval of the life cycle. */
  every: Interval;
}

interface RetentionSettings {
  cohorts: Interval;
  start: 'first_use' | 'first_seen';
  mode: 'on' | 'on_or_after' | 'bracket';
  brackets: string;
}

// As far as people look: two weeks of days, a quarter of weeks, a year of months.
const PERIODS = { day: 14, week: 12, month: 12 } as const;

/** What the retention of a page is asked. */
export function retentionQuestion({ cohorts, start, mode, brackets }: RetentionSettings) {
  const range = mode === 'bracket' ? { brackets } : { periods: PERIODS[cohorts] };
  return { interval: cohorts, start, mode, ...range };
}

/** What the list behind a number is asked: the question that made the number, and which number it is. */
export function peopleQuestion({
  question,
  segment,
  choice,
  retention,
  every,
}: Shown): Record<string, unknown> {
  const { compare: _, breakdown, ...period } = question;
  // Everybody together needs no breakdown, and is counted sooner without.
  const part = segment && breakdown !== undefined ? { breakdown, ...partOf(segment) } : {};
  const { of, ...number } = choice;
  const settings =
    of === 'retention' ? retentionQuestion(retention) : of === 'lifecycle' ? { interval: every } : {};
  const given = Object.entries({ ...period, ...part, ...settings, ...number });
  return Object.fromEntries(given.filter(([, value]) => value !== null && value !== undefined));
}

function partOf({ value, other }: BrokenBy): { value?: string; other?: 'true' } {
  return other ? { other: 'true' } : { value: value ?? '' };
}
