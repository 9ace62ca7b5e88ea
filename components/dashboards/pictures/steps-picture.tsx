import { PICTURE_WIDTH, PictureFrame } from '#components/dashboards/pictures/frame';
import { Words } from '#components/dashboards/pictures/words';
import { formatCount, formatPercent } from '#lib/core/format';
import type { DigestPicture } from '#lib/dashboards/digest-answers';

type Steps = Extract<DigestPicture, { kind: 'steps' }>['steps'];

const ROW = 42;
const BAR = 14;
const NUMBERS = 96;

/** The steps of a funnel as shares of its first; the week before is the outline. */
export function StepsPicture({ steps }: { steps: Steps }) {
  const room = PICTURE_WIDTH - NUMBERS;
  const label = steps.map(({ name, count, now }) => `${name}: ${formatCount(count)}, ${formatPercent(now)}`);
  return (
    <PictureFrame height={steps.length * ROW} label={label.join('; ')}>
      {steps.map(({ name, count, now, before }, index) => {
        const top = index * ROW + 21;
        const key = `${index} ${name}`;
        return (
          <g key={key}>
            <Words x={0} y={top - 7}>
              {shortened(`${index + 1} ${name}`)}
            </Words>
            <rect x="0" y={top} width={room} height={BAR} fill="var(--sunken)" />
            <rect x="0" y={top} width={(now ?? 0) * room} height={BAR} fill="var(--series-1)" />
            {before === null ? null : (
              <rect
                x="0.5"
                y={top - 2.5}
                width={Math.max(0, before * room - 1)}
                height={BAR + 5}
                fill="none"
                stroke="var(--ink-2)"
                strokeDasharray="2 2"
              />
            )}
            <Words x={PICTURE_WIDTH} y={top + 11} anchor="end" isStrong>
              {formatPercent(now)}
            </Words>
            <Words x={PICTURE_WIDTH} y={top - 7} anchor="end">
              {formatCount(count)}
            </Words>
          </g>
        );
      })}
    </PictureFrame>
  );
}

function shortened(name: string): string {
  return name.length > 44 ? `${name.slice(0, 43)}…` : name;
}
