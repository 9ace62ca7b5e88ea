import { formatCount, formatPercent } from '#lib/core/format';
import type { Basis, Column } from '#lib/funnels/columns';
import { countInWords } from '#lib/funnels/count-in-words';
import type { Unit } from '#lib/funnels/url-state';

/**
 * What a funnel says, in a sentence or two: its text alternative, the line above it, and what is read out when a
 * count is finished.
 */
export function funnelMessage(columns: Column[], unit: Unit, basis: Basis): string {
  const last = columns.at(-1);
  const first = columns[0];
  if (!last || !first) return 'There are no steps.';
  if (first.count === 0) return `No ${unit} entered at ${first.name} in this period.`;
  if (last.fromStart.of === 0) {
    return `${countInWords(first.count, unit)} entered, all of them less than one window ago.`;
  }
  const which = basis === 'closed' ? ` who entered at least one window ago` : ' so far';
  const whole = `${countInWords(last.fromStart.of, unit)}${which}`;
  const reached = last.fromStart.isTooFew
    ? `${formatCount(last.fromStart.count)} of ${whole} reached ${last.name}, too few for a rate.`
    : `${formatPercent(last.fromStart.rate)} of ${whole} reached ${last.name}.`;
  return `${reached}${largestLoss(columns, unit)}`;
}

function largestLoss(columns: Column[], unit: Unit): string {
  const losses = columns
    .filter(({ fromPrevious, isOptional, previousNumber }) => {
      return previousNumber !== null && !isOptional && !fromPrevious.isTooFew;
    })
    .map(({ name, fromPrevious: { rate, count, of } }) => ({ name, lost: of - count, rate: 1 - (rate ?? 1) }))
    .filter(({ lost }) => lost > 0);
  const worst = losses.toSorted((a, b) => b.rate - a.rate)[0];
  if (!worst) return '';
  return ` Largest loss: ${formatPercent(worst.rate)} (${countInWords(worst.lost, unit)}), at ${worst.name}.`;
}
