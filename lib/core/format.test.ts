import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCompact,
  formatCount,
  formatDuration,
  formatMoney,
  formatPercent,
  formatPoints,
  formatRatio,
} from '#lib/core/format';

const cases = <I>(format: (value: I) => string, table: [I, string][]) => {
  it.each(table)('words %s as %s', (value, text) => expect(format(value)).toBe(text));
};

describe('formatCount', () => {
  cases(formatCount, [
    [12_304, '12,304'],
    [0, '0'],
    [-1200, '−1,200'],
    [null, 'no data'],
    [undefined, 'no data'],
    [Number.NaN, 'no data'],
  ]);
});

describe('formatCompact', () => {
  cases(formatCompact, [
    [999, '999'],
    [0.25, '0.3'],
    [1000, '1k'],
    [12_304, '12.3k'],
    [999_949, '999.9k'],
    [999_950, '1M'],
    [1_200_000, '1.2M'],
    [2_000_000_000, '2B'],
    [-4500, '−4.5k'],
    [null, 'no data'],
  ]);
});

describe('formatPercent', () => {
  cases(formatPercent, [
    [0.352, '35.2%'],
    [0, '0.0%'],
    [1, '100.0%'],
    [0.0004, '< 0.1%'],
    [-0.0004, '> −0.1%'],
    [0.9996, '> 99.9%'],
    [0.9994, '99.9%'],
    [-0.12, '−12.0%'],
    [null, 'no data'],
    [Number.POSITIVE_INFINITY, 'no data'],
  ]);
});

describe('formatPoints', () => {
  cases(formatPoints, [
    [0.014, '+1.4 pp'],
    [-0.2, '−20.0 pp'],
    [0, '±0.0 pp'],
    [-0.0001, '±0.0 pp'],
    [null, 'no data'],
  ]);
});

describe('formatRatio', () => {
  cases(formatRatio, [
    [1.234, '1.23×'],
    [null, 'no data'],
  ]);
});

describe('formatDuration', () => {
  cases(formatDuration, [
    [0, '0 s'],
    [0.0001, '1 ms'],
    [0.25, '250 ms'],
    [1, '1 s'],
    [1.54, '1.5 s'],
    [42, '42 s'],
    [59.7, '1 min'],
    [60, '1 min'],
    [90, '1 min 30 s'],
    [3599.6, '1 h'],
    [4320, '1 h 12 min'],
    [86_400, '1 d'],
    [604_800, '7 d'],
    [90_000, '1 d 1 h'],
    [-90, '−1 min 30 s'],
    [null, 'no data'],
  ]);
});

describe('formatBytes', () => {
  cases(formatBytes, [
    [0, '0 B'],
    [999, '999 B'],
    [1500, '1.5 kB'],
    [145_000_000, '145 MB'],
    [2e15, '2.0 PB'],
    [null, 'no data'],
  ]);
});

describe('formatMoney', () => {
  cases(
    (amount: number | null) => formatMoney(amount),
    [
      [1.5, '$1.50'],
      [0, '$0.00'],
      [0.001, '< $0.01'],
      [null, 'no data'],
    ],
  );
});
