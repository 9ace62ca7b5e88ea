import type { DayLine } from '#lib/adoption/overview-rates';

interface TwoPeriodLineProps {
  line: DayLine;
  /** Says what the line shows. */
  label: string;
}

const WIDTH = 132;
const HEIGHT = 28;

/** A line the size of a word, from zero up: the period before in grey, then the period; dashed where it may still rise. */
export function TwoPeriodLine({ line: { values, earlier, incompleteFrom }, label }: TwoPeriodLineProps) {
  const top = Math.max(...values.map((value) => value ?? 0), 0) || 1;
  const step = WIDTH / Math.max(1, values.length - 1);
  const draw = (from: number, to: number) => pathOf(values, from, to, { step, top });
  const border = earlier * step - step / 2;
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={label}
      className="max-w-full fill-none"
      strokeWidth="1.5"
    >
      {earlier > 0 ? <path d={`M${border} 0V${HEIGHT}`} className="stroke-line" strokeWidth="1" /> : null}
      <path d={draw(0, earlier)} className="stroke-edge" />
      <path d={draw(earlier, Math.max(earlier, incompleteFrom))} className="stroke-series-1" />
      <path
        d={draw(Math.max(earlier, incompleteFrom - 1), values.length)}
        className="stroke-series-1"
        strokeDasharray="2 3"
      />
    </svg>
  );
}

/** The days from `from` up to, not with, `to`; days without a value leave a gap. */
function pathOf(
  values: (number | null)[],
  from: number,
  to: number,
  { step, top }: { step: number; top: number },
): string {
  let isDrawing = false;
  return values
    .slice(from, to)
    .map((value, index) => {
      const command = isDrawing ? 'L' : 'M';
      isDrawing = value !== null;
      if (value === null) return '';
      const y = HEIGHT - 2 - (value / top) * (HEIGHT - 4);
      return `${command}${((from + index) * step).toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}
