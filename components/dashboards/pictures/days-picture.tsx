import { formatUnit } from '#components/dashboards/pictures/format-unit';
import { PICTURE_WIDTH, PictureFrame } from '#components/dashboards/pictures/frame';
import { Words } from '#components/dashboards/pictures/words';
import { formatDay } from '#lib/core/format-time';
import type { DigestPicture } from '#lib/dashboards/digest-answers';

type Days = Extract<DigestPicture, { kind: 'days' }>;

const TOP = 20;
const HEIGHT = 90;
const BOTTOM = TOP + HEIGHT;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The days of a week as bars; around each, as an outline, the same weekday of the week before. */
export function DaysPicture({ days, unit, label }: Omit<Days, 'kind'>) {
  const top = Math.max(...days.flatMap(({ now, before }) => [now ?? 0, before ?? 0]), 0) || 1;
  const step = PICTURE_WIDTH / days.length;
  const told = days.map(({ date, now, before }) => {
    const words = (value: number | null) => (value === null ? 'nothing' : formatUnit(value, unit));
    return `${formatDay(date)}: ${words(now)}, the week before ${words(before)}`;
  });
  return (
    <PictureFrame height={BOTTOM + 20} label={`${label}. ${told.join('; ')}`}>
      {days.map((day, index) => (
        <g key={day.date}>
          <Bars day={day} unit={unit} middle={(index + 0.5) * step} scale={HEIGHT / top} />
          <Words x={(index + 0.5) * step} y={BOTTOM + 16} anchor="middle">
            {WEEKDAYS[index] ?? ''}
          </Words>
        </g>
      ))}
      <line x1="0" x2={PICTURE_WIDTH} y1={BOTTOM} y2={BOTTOM} stroke="var(--ink-3)" />
    </PictureFrame>
  );
}

interface BarsProps {
  day: Days['days'][number];
  unit: Days['unit'];
  middle: number;
  scale: number;
}

function Bars({ day: { now, before }, unit, middle, scale }: BarsProps) {
  const top = (value: number | null) => BOTTOM - (value ?? 0) * scale;
  return (
    <>
      {now === null ? null : (
        <rect x={middle - 14} y={top(now)} width="28" height={now * scale} fill="var(--series-1)" />
      )}
      {before === null ? null : (
        <rect
          x={middle - 18}
          y={top(before)}
          width="36"
          height={before * scale}
          fill="none"
          stroke="var(--ink-2)"
          strokeDasharray="2 2"
        />
      )}
      {now === null ? null : (
        <Words x={middle} y={Math.min(top(now), top(before)) - 5} anchor="middle" isStrong>
          {formatUnit(now, unit)}
        </Words>
      )}
    </>
  );
}
