import type { ImpactAnswer, OutcomeImpact } from '#lib/adoption/impact-answers';
import { formatPoints, NO_DATA } from '#lib/core/format';

const amount = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A mean of `value`, whose unit nobody has told us: "1.25"; a difference of two has its sign. */
export function formatMean(value: number | null, isDifference = false): string {
  if (value === null) return NO_DATA;
  const size = amount.format(Math.abs(value));
  const isNothing = Number(size.replaceAll(',', '')) === 0;
  if (isNothing) return size;
  return `${value < 0 ? '−' : isDifference ? '+' : ''}${size}`;
}

/** The differences in a sentence, or why there are none. */
export function impactMessage({ conversion, revenue, followUpDays }: ImpactAnswer): string {
  if (conversion.difference === null && revenue.difference === null) {
    const reasons = new Set([conversion.reason, revenue.reason].filter((reason) => reason !== null));
    return reasons.size === 0
      ? 'The groups cannot be compared, so there is no number.'
      : [...reasons].join(' ');
  }
  const days = `in the ${followUpDays} days after their first use`;
  if (conversion.difference === null) {
    return `Against people like them, users of it differ by ${formatMean(revenue.difference, true)} in revenue ${days}${surely(revenue)}.`;
  }
  return `Against people like them, users of it differ by ${formatPoints(conversion.difference)} in conversion ${days}${surely(conversion)}.`;
}

function surely({ interval }: OutcomeImpact): string {
  if (interval === null) return '';
  return interval[0] <= 0 && interval[1] >= 0 ? ', which may be none at all' : '';
}

/** The numbers of both outcomes, exact, for the download. */
export function impactData(answer: ImpactAnswer | undefined) {
  const rows = answer
    ? (['conversion', 'revenue'] as const).map((name) => {
        const { difference, interval, withFeature, without, naiveDifference, reason } = answer[name];
        const [low = null, high = null] = interval ?? [];
        return [name, difference, low, high, withFeature, without, naiveDifference, reason];
      })
    : [];
  const head = [
    'Outcome',
    'Difference',
    '95% from',
    '95% to',
    'With',
    'Without',
    'Unmatched difference',
    'Reason',
  ];
  return { head, rows };
}
