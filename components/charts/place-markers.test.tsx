import { describe, expect, it } from 'vitest';
import { placeMarkers } from '#components/charts/place-markers';
import type { TimeMarker } from '#components/charts/time-marker';

const DAYS = ['2026-03-02T00:00:00.000Z', '2026-03-03T00:00:00.000Z'];

function marker(at: string): TimeMarker {
  const isDay = at.length === 10;
  const times = { time: isDay ? null : at, day: isDay ? at : null };
  return { id: at, kind: 'Note', label: at, href: null, by: 'Ana', ...times };
}

describe('placeMarkers', () => {
  it('puts what belongs to one bucket together, in order of time, and leaves out the rest', () => {
    const markers = ['2026-03-03T12:00:00Z', '2026-03-04', '2026-03-03', '2026-03-02', '2026-03-01'].map(
      marker,
    );
    const placed = placeMarkers(DAYS, markers);
    expect(placed.map(({ start, markers: found }) => [start, found.map(({ id }) => id)])).toEqual([
      [DAYS[0], ['2026-03-02']],
      [DAYS[1], ['2026-03-03', '2026-03-03T12:00:00Z']],
    ]);
  });

  it('has nothing to place without buckets', () => {
    expect(placeMarkers([], [marker('2026-03-02')])).toEqual([]);
  });
});
