import { describe, expect, it } from 'vitest';
import type { PlacedMarkers } from '#components/charts/time-marker';
import { withNotes } from '#components/charts/with-notes';

const placed = (start: string, ...labels: string[]): PlacedMarkers => ({
  start,
  markers: labels.map((label) => ({
    id: label,
    kind: 'Note',
    time: start,
    day: null,
    label,
    href: null,
    by: 'Ana',
  })),
});

const DATA = {
  head: ['Day', 'Users'],
  rows: [
    ['2 Mar 2026', '1'],
    ['3 Mar 2026', '2'],
  ],
  exact: [
    ['2026-03-02', 1],
    ['2026-03-03', 2],
  ],
};

describe('withNotes', () => {
  it('says beside each row what is known of its day', () => {
    const { head, rows, exact } = withNotes(DATA, [placed('2026-03-03T00:00:00.000Z', 'press', 'sale')]);
    expect(head).toEqual(['Day', 'Users', 'Notes']);
    expect(rows.map((row) => row.at(-1))).toEqual(['', 'press; sale']);
    expect(exact).toEqual([
      ['2026-03-02', 1, ''],
      ['2026-03-03', 2, 'press; sale'],
    ]);
  });

  it('knows a day of another zone, and a start that is written out', () => {
    const berlin = [placed('2026-03-02T23:00:00.000Z', 'press')];
    expect(withNotes(DATA, berlin).rows.map((row) => row.at(-1))).toEqual(['', 'press']);
    const starts = { head: ['Start'], rows: [['2026-03-02T23:00:00.000Z']] };
    expect(withNotes(starts, berlin).rows).toEqual([['2026-03-02T23:00:00.000Z', 'press']]);
  });

  it.each([
    ['nothing is known', []],
    ['only of other days', [placed('2026-04-03T00:00:00.000Z', 'press')]],
  ])('leaves the table as it is when %s', (_, markers) => {
    expect(withNotes(DATA, markers)).toBe(DATA);
  });
});
