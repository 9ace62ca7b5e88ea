/** Samples of one period, summed up. */
export interface Samples {
  count: number;
  sum: number;
  minimum: number;
  maximum: number;
  /** The samples themselves, or evenly chosen ones, where percentiles can be asked for. */
  values: number[];
}

const EXTENDED = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/;

/** The part below a percentile such as `p95`: 0.95. Undefined when it is none. */
export function percentileOf(statistic: string): number | undefined {
  const match = EXTENDED.exec(statistic);
  return match ? Number(match[1]) / 100 : undefined;
}

export function isStatistic(statistic: string): boolean {
  return /^(Sum|Average|Minimum|Maximum|SampleCount)$/.test(statistic) || EXTENDED.test(statistic);
}

/** One number for a period, undefined when there is nothing to make it of. */
export function statisticOf(statistic: string, samples: Samples): number | undefined {
  if (samples.count === 0) return undefined;
  const part = percentileOf(statistic);
  if (part !== undefined) return percentile(samples.values, part);
  if (statistic === 'Sum') return samples.sum;
  if (statistic === 'SampleCount') return samples.count;
  if (statistic === 'Minimum') return samples.minimum;
  if (statistic === 'Maximum') return samples.maximum;
  return samples.sum / samples.count;
}

/** The smallest sample that at least this part of all does not exceed (nearest rank). */
function percentile(values: number[], part: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length - 1e-9) - 1)];
}

/** One empty list for all that have none: there are many. */
const NO_VALUES: number[] = [];

export const NO_SAMPLES: Samples = {
  count: 0,
  sum: 0,
  minimum: Infinity,
  maximum: -Infinity,
  values: NO_VALUES,
};

export function together(a: Samples, b: Samples): Samples {
  return {
    count: a.count + b.count,
    sum: a.sum + b.sum,
    minimum: Math.min(a.minimum, b.minimum),
    maximum: Math.max(a.maximum, b.maximum),
    values: a.values.length + b.values.length === 0 ? NO_VALUES : [...a.values, ...b.values],
  };
}
