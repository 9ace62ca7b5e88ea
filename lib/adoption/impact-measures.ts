/** What is known before, and adjusted for beyond the matching. */
export const COVARIATES = ['active_days', 'log_events', 'log_age'] as const;
export const OUTCOMES = ['converted', 'revenue'] as const;
export type Covariate = (typeof COVARIATES)[number];
export type Outcome = (typeof OUTCOMES)[number];
export const MEASURES = [...OUTCOMES, ...COVARIATES] as const;
/** `treated` counts first uses: with it the products of sums by user give the variance of a difference. */
export const CLUSTERED = [...MEASURES, 'treated'] as const;

/** What units of one cell have in common. */
export const CELL = 'week, moment, active_bin, events_bin, age_bin, platform, plan, converted_before';

/** Pairs of names, each once. */
export function pairsOf<T extends string>(names: readonly T[]): [T, T][] {
  return names.flatMap((one, index) => names.slice(index).map((other): [T, T] => [one, other]));
}

/** How each covariate goes with the others and with the outcomes. */
export const SLOPES = COVARIATES.flatMap((one, index) =>
  [...COVARIATES.slice(index), ...OUTCOMES].map((other) => [one, other] as const),
);

const INTEGERS = ['first_users', 'followed', 'matched', 'other_users', 'conversions', 'payers'] as const;
const NUMBERS: string[] = [
  ...['treated', 'others'].flatMap((group) => [
    `all_${group}`,
    ...MEASURES.map((name) => `all_${group}_${name}`),
    ...COVARIATES.map((name) => `all_${group}_${name}_squared`),
  ]),
  'people',
  ...OUTCOMES.map((name) => `people_${name}`),
  ...MEASURES.map((name) => `weighted_${name}`),
  ...SLOPES.map(([one, other]) => `slope_${one}_${other}`),
  ...MEASURES.map((name) => `residual_${name}`),
  ...pairsOf(CLUSTERED).map(([one, other]) => `cluster_${one}_${other}`),
  'weight',
  'weight_squared',
  'started_later',
];

/** One row of sums; `IMPACT_COLUMNS` in the order of the text. */
export const IMPACT_COLUMNS: Record<string, 'integer' | 'number'> = Object.fromEntries([
  ...INTEGERS.map((name) => [name, 'integer'] as const),
  ...NUMBERS.map((name) => [name, 'number'] as const),
]);
