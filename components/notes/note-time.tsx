import { formatDay, formatMinute } from '#lib/core/format-time';

/** When a note or another marker is: its day, or its moment with the zone named. */
export function NoteTime({ time, day }: { time: string | null; day: string | null }) {
  return (
    <time dateTime={time ?? day ?? undefined} className="whitespace-nowrap tabular-nums">
      {time === null ? formatDay(day) : formatMinute(time)}
    </time>
  );
}
