import { formatUnit } from '#components/dashboards/pictures/format-unit';
import { PICTURE_WIDTH, PictureFrame } from '#components/dashboards/pictures/frame';
import { shortDay } from '#components/dashboards/pictures/short-day';
import { Words } from '#components/dashboards/pictures/words';
import { formatDay } from '#lib/core/format-time';
import type { DigestPicture } from '#lib/dashboards/digest-answers';

type Weeks = Extract<DigestPicture, { kind: 'weeks' }>;

const TOP = 20;
const HEIGHT = 90;
const BOTTOM = TOP + HEIGHT;

/** One bar for each of the last weeks; those whose number may still grow are dashed. */
export function WeeksPicture({ weeks, unit, label }: Omit<Weeks, 'kind'>) {
  const top = Math.max(...weeks.map(({ value }) => value ?? 0), 0) || 1;
  const step = PICTURE_WIDTH / Math.max(1, weeks.length);
  const told = weeks.map(({ start, value, isOpen }) => {
    const words = value === null ? 'nothing' : formatUnit(value, unit);
    return `${formatDay(start)}: ${words}${isOpen ? ' so far' : ''}`;
  });
  return (
    <PictureFrame height={BOTTOM + 20} label={`${label}. ${told.join('; ')}`}>
      {weeks.map(({ start, value, isOpen }, index) => {
        const middle = (index + 0.5) * step;
        const size = ((value ?? 0) / top) * HEIGHT;
        return (
          <g key={start}>
            <rect
              x={middle - step * 0.36}
              y={BOTTOM - size}
              width={step * 0.72}
              height={size}
              fill={isOpen ? 'none' : 'var(--series-1)'}
              stroke="var(--series-1)"
              {...(isOpen ? { strokeDasharray: '3 3' } : {})}
            />
            <Words x={middle} y={BOTTOM - size - 5} anchor="middle" isStrong={index === weeks.length - 1}>
              {value === null ? '' : formatUnit(value, unit)}
            </Words>
            <Words x={middle} y={BOTTOM + 16} anchor="middle">
              {shortDay(start)}
            </Words>
          </g>
        );
      })}
      <line x1="0" x2={PICTURE_WIDTH} y1={BOTTOM} y2={BOTTOM} stroke="var(--ink-3)" />
    </PictureFrame>
  );
}
