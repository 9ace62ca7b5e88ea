import { formatCount, formatDuration, formatPercent, formatPoints } from '#lib/core/format';
import { type Figure, isNothing, isTooFew, pValueOf } from '#lib/dashboards/figures';
import { holm } from '#lib/stats/holm';

/** What became of a figure. `unsure`: it would be a surprise alone, but not among so many comparisons. */
export type Verdict = 'rose' | 'fell' | 'same' | 'unsure' | 'too_few' | 'nothing' | 'amount' | 'running';

export interface Saying {
  verdict: Verdict;
  sentence: string;
}

const LEVEL = 0.05;

/**
 * One true sentence for each figure of a digest, in their order. All comparisons are judged together by Holm's
 * procedure, so that a digest in which nothing has changed says so nineteen times of twenty. While the week is running
 * nothing is compared: its numbers are said as they stand.
 */
export function sayingsOf(figures: Figure[], isOver: boolean): Saying[] {
  const own = figures.map(pValueOf);
  const adjusted = holm(own.filter((p) => p !== null));
  let next = 0;
  return figures.map((figure, index) => {
    const p = own[index] ?? null;
    const surprise = p === null ? null : { alone: p, amongAll: adjusted[next++] ?? 1 };
    return isOver ? saying(figure, surprise) : soFar(figure);
  });
}

function saying(figure: Figure, surprise: { alone: number; amongAll: number } | null): Saying {
  if (isNothing(figure)) return { verdict: 'nothing', sentence: nothing(figure) };
  if (figure.kind === 'amount') {
    return { verdict: 'amount', sentence: `${figure.name}: ${pairOf(figure)}${relative(figure)}.` };
  }
  if (isTooFew(figure) || surprise === null) {
    return { verdict: 'too_few', sentence: `${figure.name}: too few to compare, ${pairOf(figure)}.` };
  }
  const [now, before] = [sideOf(figure, 'now'), sideOf(figure, 'before')];
  const difference = differenceOf(figure);
  const size = sizeOf(figure, difference);
  if (surprise.amongAll < LEVEL) {
    const verdict = difference > 0 ? 'rose' : 'fell';
    return {
      verdict,
      sentence: `${figure.name} ${verdict} by ${size} to ${now}, from ${before} the week before.`,
    };
  }
  if (surprise.alone < LEVEL) {
    const word = difference > 0 ? 'risen' : 'fallen';
    const sentence = `${figure.name} may have ${word} by ${size} to ${now}, from ${before} the week before; among so many comparisons that is no surprise.`;
    return { verdict: 'unsure', sentence };
  }
  return {
    verdict: 'same',
    sentence: `${figure.name} stayed about the same: ${now}, after ${before} the week before.`,
  };
}

function soFar(figure: Figure): Saying {
  const before = `in the whole week before ${sideOf(figure, 'before')}`;
  return { verdict: 'running', sentence: `${figure.name} so far: ${sideOf(figure, 'now')}; ${before}.` };
}

function nothing(figure: Figure): string {
  if (figure.kind === 'amount') return `${figure.name}: none, neither this week nor the week before.`;
  return `Nothing happened: no ${figure.whole}, neither this week nor the week before.`;
}

/** Both sides as bare counts: a share of a few is no percentage. */
function pairOf(figure: Figure): string {
  const bare = (side: 'now' | 'before') => {
    if (figure.kind !== 'share') return sideOf(figure, side);
    const { count, of } = figure[side];
    if (of === 0) return `no ${figure.whole}`;
    return `${formatCount(count)} of ${formatCount(of)}${side === 'now' ? ` ${figure.whole}` : ''}`;
  };
  return `${bare('now')} this week, ${bare('before')} the week before`;
}

/** A side with what it is made of: "35.0% (420 of 1,200 users who entered)". */
function sideOf(figure: Figure, side: 'now' | 'before'): string {
  if (figure.kind === 'people') return formatCount(figure[side]);
  if (figure.kind === 'amount') {
    return figure.unit === 'seconds' ? formatDuration(figure[side]) : formatCount(figure[side]);
  }
  const { count, of } = figure[side];
  if (of === 0) return `no ${figure.whole}`;
  const whole = side === 'now' ? ` ${figure.whole}` : '';
  return `${formatPercent(count / of)} (${formatCount(count)} of ${formatCount(of)}${whole})`;
}

function differenceOf(figure: Exclude<Figure, { kind: 'amount' }>): number {
  if (figure.kind === 'people') return figure.now - figure.before;
  return figure.now.count / figure.now.of - figure.before.count / figure.before.of;
}

/** How large the change is, without its sign: points of a share, percent of a number. */
function sizeOf(figure: Exclude<Figure, { kind: 'amount' }>, difference: number): string {
  if (figure.kind === 'share') return formatPoints(Math.abs(difference)).replace('+', '');
  const size = Math.abs(difference);
  return figure.before === 0 ? formatCount(size) : formatPercent(size / figure.before);
}

function relative({ now, before }: Extract<Figure, { kind: 'amount' }>): string {
  if (now === null || before === null || before === 0) return '';
  const change = now / before - 1;
  return ` (${change > 0 ? '+' : ''}${formatPercent(change)})`;
}
