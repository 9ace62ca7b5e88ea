import type { PlacedMarkers } from '#components/charts/time-marker';
import { formatDay, formatMinute } from '#lib/core/format-time';

/** What a chart's markers say, for those who do not see them. */
export function MarkerList({ placed }: { placed: readonly PlacedMarkers[] }) {
  if (placed.length === 0) return null;
  return (
    <ul className="sr-only">
      {placed.flatMap(({ markers }) =>
        markers.map(({ id, kind, time, day, label }) => (
          <li key={id}>
            {kind}, {time === null ? formatDay(day) : formatMinute(time)}: {label}
          </li>
        )),
      )}
    </ul>
  );
}
