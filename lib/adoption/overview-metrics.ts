/** What the overview shows of each feature, in words: what was counted, of whom. */
export const OVERVIEW_DEFINITIONS = {
  adoption: 'Users who tried the feature, of all users with any event in the period.',
  activation: 'Users who tried and completed it in the period, of those who tried it.',
  retention:
    'Users who tried it again on a later day, at most 7 days after their first try in the period; of those for whom these days are over. On a chart: the users of each day who did so after it.',
} as const;

export type OverviewMetric = keyof typeof OVERVIEW_DEFINITIONS;
export const OVERVIEW_METRICS = Object.keys(OVERVIEW_DEFINITIONS) as OverviewMetric[];
