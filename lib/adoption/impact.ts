import type { Balance, ImpactAnswer, OutcomeImpact } from '#lib/adoption/impact-answers';
import { COVARIATES, type Covariate, type Outcome } from '#lib/adoption/impact-measures';
import type { FeatureDefinition } from '#lib/adoption/schema';
import { solve } from '#lib/stats/solve';
import { Z_95 } from '#lib/stats/z-95';

/** Below these nothing is said. The last is Rubin's border for groups that regression can still make alike. */
const ENOUGH = { matched: 50, effectiveUsers: 50, share: 0.5, events: 10, balance: 0.25 };

const WHAT: Record<Covariate, Pick<Balance, 'what' | 'label'>> = {
  active_days: { what: 'activeDays', label: 'active days in the 28 days before' },
  log_events: { what: 'events', label: 'events in the 28 days before (logarithm)' },
  log_age: { what: 'accountAge', label: 'days since the first event (logarithm)' },
};

/** The row of sums; what is not there counts as 0. */
export type ImpactSums = Record<string, number | null>;

type Impacts = Pick<ImpactAnswer, 'users' | 'comparison' | 'conversion' | 'revenue' | 'balance'>;

/**
 * How users of a feature differ from people like them who had not used it, from sums over all of them.
 *
 * The estimate is the average over the matched first uses (ATT): in each cell the mean of the others is what their
 * users would have had, corrected for covariates by the slope within cells (Abadie and Imbens 2011). Its variance is
 * the sum over users of their squared influence (Hahn 1998), so that a user who is compared on several days counts as
 * one; `cluster_…` are the products it takes.
 */
export function impactOf(sums: ImpactSums, { conversion, revenue }: FeatureDefinition): Impacts {
  const at = (name: string) => sums[name] ?? 0;
  const balance = COVARIATES.map((name) => balanceOf(name, at));
  const users = {
    firstUse: at('first_users'),
    pending: at('first_users') - at('followed'),
    unmatched: at('followed') - at('matched'),
    matched: at('matched'),
  };
  const comparison = comparisonOf(at);
  const reason = whyNotComparable({ users, comparison, balance });
  const outcome = (name: Outcome, people: number, isDefined: boolean): OutcomeImpact => {
    const undefinedReason = isDefined
      ? null
      : `No ${name === 'converted' ? 'conversion' : 'revenue'} event is defined.`;
    const rare = people < ENOUGH.events ? tooRare(name, people) : null;
    return outcomeOf(name, at, undefinedReason ?? reason ?? rare, isDefined);
  };
  return {
    users,
    comparison,
    conversion: outcome('converted', at('conversions'), conversion !== undefined),
    revenue: outcome('revenue', at('payers'), revenue !== undefined),
    balance,
  };
}

function comparisonOf(at: (name: string) => number): ImpactAnswer['comparison'] {
  const weight = at('weight');
  return {
    users: at('other_users'),
    effectiveUsers: weight === 0 ? null : (weight * weight) / at('weight_squared'),
    startedLater: weight === 0 ? null : at('started_later') / weight,
  };
}

function whyNotComparable({
  users,
  comparison,
  balance,
}: Pick<Impacts, 'users' | 'comparison' | 'balance'>): string | null {
  const followed = users.firstUse - users.pending;
  const apart = balance.find(({ after }) => Math.abs(after ?? 0) > ENOUGH.balance);
  if (followed < ENOUGH.matched) {
    const pending = users.pending > 0 ? `; ${users.pending} more are still followed` : '';
    return `Too few people used it for the first time: ${followed} whose follow-up is over${pending}. It takes ${ENOUGH.matched}.`;
  }
  if (users.matched < ENOUGH.matched || users.matched < ENOUGH.share * followed) {
    return `Too little overlap: for ${users.unmatched} of ${followed} first uses nobody comparable was there who had not used it.`;
  }
  if ((comparison.effectiveUsers ?? 0) < ENOUGH.effectiveUsers) {
    return `Too few people to compare with: they weigh as much as ${Math.floor(comparison.effectiveUsers ?? 0)}. It takes ${ENOUGH.effectiveUsers}.`;
  }
  if (apart) return `The groups differ too much even after matching: in ${apart.label}.`;
  return null;
}

function tooRare(name: Outcome, people: number): string {
  const what = name === 'converted' ? 'converted' : 'brought revenue';
  return `Too few people ${what} in both groups together: ${people}. It takes ${ENOUGH.events}.`;
}

function outcomeOf(
  name: Outcome,
  at: (name: string) => number,
  reason: string | null,
  isDefined: boolean,
): OutcomeImpact {
  const [treated, people] = [at('all_treated'), at('people')];
  const naive =
    isDefined && treated > 0 && people > 0
      ? at(`all_treated_${name}`) / treated - at(`people_${name}`) / people
      : null;
  const said = {
    difference: null,
    interval: null,
    withFeature: null,
    without: null,
    naiveDifference: naive,
    reason,
  };
  if (reason !== null) return said;
  const matched = at('matched');
  const slopes = slopesOf(name, at);
  const difference = contrast(at, [name, ...COVARIATES], [1, ...slopes.map((slope) => -slope)]) / matched;
  const error = errorOf(name, slopes, difference, at) / matched;
  const withFeature = (at(`weighted_${name}`) + at(`residual_${name}`)) / matched;
  return {
    ...said,
    difference,
    interval: [difference - Z_95 * error, difference + Z_95 * error],
    withFeature,
    without: withFeature - difference,
  };
}

/** How an outcome goes with each covariate within cells, among the others, weighted as they are compared. */
function slopesOf(name: Outcome, at: (name: string) => number): number[] {
  const matrix = COVARIATES.map((one, row) =>
    COVARIATES.map((other, column) => at(row <= column ? `slope_${one}_${other}` : `slope_${other}_${one}`)),
  );
  return solve(
    matrix,
    COVARIATES.map((one) => at(`slope_${one}_${name}`)),
  );
}

function contrast(at: (name: string) => number, names: string[], factors: number[]): number {
  return names.reduce((sum, name, index) => sum + (factors[index] ?? 0) * at(`residual_${name}`), 0);
}

/** The root of the sum over users of (adjusted residuals − first uses · difference)², as a quadratic form. */
function errorOf(name: Outcome, slopes: number[], difference: number, at: (name: string) => number): number {
  const names = [name, ...COVARIATES, 'treated'];
  const factors = [1, ...slopes.map((slope) => -slope), -difference];
  let sum = 0;
  for (const [row, one] of names.entries()) {
    for (const [column, other] of names.entries()) {
      const product = at(row <= column ? `cluster_${one}_${other}` : `cluster_${other}_${one}`);
      sum += (factors[row] ?? 0) * (factors[column] ?? 0) * product;
    }
  }
  return Math.sqrt(Math.max(0, sum));
}

/** Standardised differences, before and after by the spread that was there before. */
function balanceOf(name: Covariate, at: (name: string) => number): Balance {
  const group = (of: 'treated' | 'others') => {
    const count = at(`all_${of}`);
    const mean = at(`all_${of}_${name}`) / count;
    return { mean, variance: at(`all_${of}_${name}_squared`) / count - mean * mean };
  };
  const [treated, others] = [group('treated'), group('others')];
  const spread = Math.sqrt((treated.variance + others.variance) / 2);
  const inSpreads = (difference: number) =>
    spread > 0 && Number.isFinite(difference) ? difference / spread : null;
  return {
    ...WHAT[name],
    before: inSpreads(treated.mean - others.mean),
    after: inSpreads(at(`residual_${name}`) / at('matched')),
  };
}
