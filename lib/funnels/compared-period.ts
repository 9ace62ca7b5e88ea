import { periodBefore } from '#lib/funnels/period-before';

interface Comparing {
  from: string;
  to: string;
  compare?: 'previous' | undefined;
  compareFrom?: string | undefined;
  compareTo?: string | undefined;
}

/** The same question over the period that its answer is to stand beside; null when there is none. */
export function comparedPeriod<Q extends Comparing>(question: Q): Q | null {
  const { compare, compareFrom, compareTo } = question;
  if (compareFrom !== undefined && compareTo !== undefined)
    return { ...question, from: compareFrom, to: compareTo };
  return compare ? periodBefore(question) : null;
}
