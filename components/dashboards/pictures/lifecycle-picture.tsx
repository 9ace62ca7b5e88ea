import { PICTURE_WIDTH, PictureFrame } from '#components/dashboards/pictures/frame';
import { shortDay } from '#components/dashboards/pictures/short-day';
import { Words } from '#components/dashboards/pictures/words';
import type { LifecyclePoint } from '#lib/adoption/lifecycle';
import { formatCompact, formatCount } from '#lib/core/format';
import { formatDay } from '#lib/core/format-time';

const TOP = 20;
const HEIGHT = 150;
const LEGEND = 40;

const PARTS = [
  { name: 'returning', color: 'var(--series-1)' },
  { name: 'resurrected', color: 'var(--series-5)' },
  { name: 'new', color: 'var(--series-3)' },
] as const;
const DORMANT = 'var(--series-7)';

/** Users of each interval by what they were before; those who were there and are not any more stand below zero. */
export function LifecyclePicture({ points }: { points: LifecyclePoint[] }) {
  const above = Math.max(...points.map(({ active }) => active), 1);
  const below = Math.max(...points.map(({ dormant }) => dormant), 0);
  const scale = HEIGHT / (above + below);
  const ground = TOP + above * scale;
  const step = PICTURE_WIDTH / Math.max(1, points.length);
  const bottom = TOP + HEIGHT;
  // Names stand beneath as many bars as there is room for.
  const every = Math.ceil(points.length / 8);
  return (
    <PictureFrame height={bottom + LEGEND} label={points.map(told).join('; ')}>
      {points.map((point, index) => {
        const left = index * step + step * 0.12;
        const isNamed = (points.length - 1 - index) % every === 0;
        return (
          <g key={point.start} {...(point.isComplete ? {} : { opacity: 0.6 })}>
            <Bars point={point} x={left} width={step * 0.76} ground={ground} scale={scale} />
            {isNamed ? (
              <>
                <Words
                  x={(index + 0.5) * step}
                  y={ground - point.active * scale - 5}
                  anchor="middle"
                  isStrong
                >
                  {formatCompact(point.active)}
                </Words>
                <Words x={(index + 0.5) * step} y={bottom + 16} anchor="middle">
                  {shortDay(point.start)}
                </Words>
              </>
            ) : null}
          </g>
        );
      })}
      <line x1="0" x2={PICTURE_WIDTH} y1={ground} y2={ground} stroke="var(--ink-3)" />
      <Legend y={bottom + LEGEND - 4} />
    </PictureFrame>
  );
}

interface BarsProps {
  point: LifecyclePoint;
  x: number;
  width: number;
  ground: number;
  scale: number;
}

function Bars({ point, x, width, ground, scale }: BarsProps) {
  const dashes = point.isComplete ? {} : { strokeDasharray: '3 3', stroke: 'var(--ink-2)' };
  const tops = PARTS.map((_, index) =>
    PARTS.slice(0, index + 1).reduce((sum, { name }) => sum + point[name], 0),
  );
  return (
    <>
      {PARTS.map(({ name, color }, index) => (
        <rect
          key={name}
          x={x}
          y={ground - (tops[index] ?? 0) * scale}
          width={width}
          height={point[name] * scale}
          fill={color}
          {...dashes}
        />
      ))}
      <rect x={x} y={ground} width={width} height={point.dormant * scale} fill={DORMANT} {...dashes} />
    </>
  );
}

function Legend({ y }: { y: number }) {
  return [...PARTS, { name: 'dormant', color: DORMANT }].map(({ name, color }, index) => (
    <g key={name}>
      <rect x={index * 90} y={y - 9} width="10" height="10" fill={color} />
      <Words x={index * 90 + 14} y={y}>
        {name}
      </Words>
    </g>
  ));
}

function told(point: LifecyclePoint): string {
  const parts = [...PARTS.map(({ name }) => name), 'dormant' as const];
  const counts = parts.map((name) => `${formatCount(point[name])} ${name}`);
  return `${formatDay(point.start)}: ${counts.join(', ')}${point.isComplete ? '' : ' so far'}`;
}
