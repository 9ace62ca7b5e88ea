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

/** The days of a week as bars; behind each, as an outline, the same weekday of the week before. */
export function DaysPicture({ days, unit, label }: Omit<Days, 'kind'>) {
  const top = Math.max(...days.flatMap(({ now, before }) => [now ?? 0, before ?? 0]), 0) || 1;
  const step = PICTURE_WIDTH / days.length;
  const size = (value: number) => (value / top) * HEIGHT;
  const told = days.map(({ date, now, before }) => {
    const words = (value: number | null) => (value === null ? 'nothing' : formatUnit(value, unit));
    return `${formatDay(date)}: ${words(now)}, the week before ${words(before)}`;
  });
  return (
    <PictureFrame height={BOTTOM + 20} label={`${label}. ${told.join('; ')}`}>
      {days.map(({ date, now, before }, index) => {
        const middle = (index + 0.5) * step;
        return (
          <g key={date}>
            {now === null ? null : (
              <rect
                x={middle - 14}
                y={BOTTOM - size(now)}
                width="28"
                height={size(now)}
                fill="var(--series-1)"
              />
            )}
            {before === null ? null : (
              <rect
                x={middle - 18}
                y={BOTTOM - size(before)}
                width="36"
                height={size(before)}
                fill="none"
                stroke="var(--ink-2)"
                strokeDasharray="2 2"
              />
            )}
            {now === null ? null : (
              <Words
                x={middle}
                y={BOTTOM - Math.max(size(now), size(before ?? 0)) - 5}
                anchor="middle"
                isStrong
              >
                {formatUnit(now, unit)}
              </Words>
            )}
            <Words x={middle} y={BOTTOM + 16} anchor="middle">
              {WEEKDAYS[index] ?? ''}
            </Words>
          </g>
        );
      })}
      <line x1="0" x2={PICTURE_WIDTH} y1={BOTTOM} y2={BOTTOM} stroke="var(--ink-3)" />
    </PictureFrame>
  );
}
