import { describe, expect, it } from 'vitest';
import { proportion } from '#lib/adoption/metrics';
import type { Cohort, Triangle } from '#lib/adoption/retention';
import {
  begun,
  rangeLabels,
  retentionMessage,
  triangleData,
  triangleRows,
} from '#lib/adoption/triangle-rows';

const cell = (users: number, size: number, isComplete = true) => ({
  users,
  rate: size === 0 ? null : users / size,
  isComplete,
});

const RANGES = [
  { first: 0, last: 0 },
  { first: 1, last: 1 },
];

const COHORTS: Cohort[] = [
  { start: '2026-01-05', size: 120, cells: [cell(120, 120), cell(34, 120)] },
  { start: '2026-01-12', size: 7, cells: [cell(7, 7), cell(2, 7, false)] },
  { start: '2026-01-19', size: 0, cells: [cell(0, 0), null] },
];

const TRIANGLE: Triangle = {
  ranges: RANGES,
  cohorts: COHORTS,
  curve: [proportion(120, 120), proportion(34, 120, 7)],
};

describe('the columns of the triangle', () => {
  it.each([
    [{ first: 3, last: 3 }, 'week', 'Week 3'],
    [{ first: 3, last: null }, 'day', 'Day 3+'],
    [{ first: 1, last: 3 }, 'month', 'Months 1–3'],
  ] as const)('%j by %s is %s', (range, interval, label) => {
    expect(rangeLabels([range], interval)).toEqual([label]);
  });
});

describe('the triangle', () => {
  it('leaves out what has come for nobody', () => {
    const cohorts = COHORTS.map((cohort) => ({ ...cohort, cells: [...cohort.cells, null] }));
    const later = {
      ranges: [...RANGES, { first: 2, last: 2 }],
      cohorts,
      curve: [...TRIANGLE.curve, proportion(0, 0)],
    };
    expect(begun(later)).toEqual(TRIANGLE);
    expect(begun(TRIANGLE)).toEqual(TRIANGLE);
  });
});

describe('the rows of the triangle', () => {
  it('show rates, but of a handful how many', () => {
    const texts = triangleRows(TRIANGLE, 'week', 'rates').map(({ cells }) =>
      cells.map((one) => one?.text ?? null),
    );
    expect(texts).toEqual([
      ['100.0%', '28.3%'],
      ['7 of 7', '2 of 7'],
      ['', null],
    ]);
  });

  it('show counts where they are asked for', () => {
    const texts = triangleRows(TRIANGLE, 'week', 'counts').map(({ cells }) =>
      cells.map((one) => one?.text ?? null),
    );
    expect(texts).toEqual([
      ['120', '34'],
      ['7', '2'],
      ['', null],
    ]);
  });

  it('have no colour where there are too few, and are told in words', () => {
    const rows = triangleRows(TRIANGLE, 'week', 'rates');
    expect(rows[0]?.cells[1]).toMatchObject({
      strength: 1,
      words: '5 Jan 2026, Week 1: 34 of 120, 28.3%',
    });
    expect(rows[1]?.cells[1]).toMatchObject({
      strength: null,
      isComplete: false,
      words: '12 Jan 2026, Week 1: 2 of 7, not over yet',
    });
  });

  it('are named by their month where they are months', () => {
    expect(triangleRows(TRIANGLE, 'month', 'rates')[0]?.label).toBe('Jan 2026');
  });
});

describe('the message of the curve', () => {
  it('says the first and the last point that enough people stand behind', () => {
    const curve = [proportion(120, 120), proportion(34, 120), proportion(20, 100), proportion(1, 4)];
    const ranges = [0, 1, 2, 3].map((n) => ({ first: n, last: n }));
    expect(retentionMessage({ ...TRIANGLE, ranges, curve }, 'week')).toBe(
      'Came back, of those whose time for it is over: 28.3% of 120 in week 1, 20.0% of 100 in week 2.',
    );
  });

  it('says so where there are too few', () => {
    const curve = [proportion(9, 9), proportion(1, 9)];
    expect(retentionMessage({ ...TRIANGLE, curve }, 'month')).toBe(
      'Too few people have had a whole month to come back.',
    );
  });
});

describe('the download', () => {
  it('has a row for each cell that has come, exact', () => {
    expect(triangleData(TRIANGLE, 'week').rows).toEqual([
      ['2026-01-05', 120, 'Week 0', 120, 1, 'yes'],
      ['2026-01-05', 120, 'Week 1', 34, 34 / 120, 'yes'],
      ['2026-01-12', 7, 'Week 0', 7, 1, 'yes'],
      ['2026-01-12', 7, 'Week 1', 2, 2 / 7, 'no'],
      ['2026-01-19', 0, 'Week 0', 0, null, 'yes'],
    ]);
  });
});
