import { colour, escaped, framed, type Picture } from '#components/charts/picture';
import { formatPercent } from '#lib/core/format';
import type { Column } from '#lib/funnels/columns';
import { countInWords } from '#lib/funnels/count-in-words';
import type { Unit } from '#lib/funnels/url-state';

const ROW = 72;
const TOP = 76;
const BAR = 28;
const HEIGHT = 48;
const NAMES = 200;

/** The values of a breakdown one below the other, each with its small funnel, for slides. */
export function segmentsPicture(
  segments: { name: string; columns: Column[] }[],
  words: { title: string; sentence: string; unit: Unit },
): Picture {
  const steps = Math.max(...segments.map(({ columns }) => columns.length), 0);
  const width = Math.max(32 + words.sentence.length * 6.2, NAMES + steps * (BAR + 6) + 220);
  const ink = colour('--ink');
  const blue = colour('--series-1');
  const line = colour('--edge');
  const rows = segments.map(({ name, columns }, index) => {
    const y = TOP + index * ROW;
    const right = NAMES + steps * (BAR + 6) + 16;
    const last = columns.at(-1)?.fromStart;
    const rate = last?.isTooFew ? 'too few' : formatPercent(last?.rate);
    const whole = countInWords(last?.of ?? 0, words.unit);
    const bars = columns.map(({ height }, step) =>
      bar(NAMES + step * (BAR + 6), y, height.reached, blue, line),
    );
    return `${text(16, y + HEIGHT, name, ink)}${bars.join('')}${text(right, y + HEIGHT, `${rate} of ${whole}`, ink)}`;
  });
  const height = TOP + segments.length * ROW;
  return framed(rows.join(''), { ...words, width: Math.ceil(width), height });
}

function bar(x: number, y: number, share: number, fill: string, line: string): string {
  const size = share * HEIGHT;
  return [
    `<rect x="${x}" y="${y + HEIGHT - size}" width="${BAR}" height="${size}" fill="${fill}"/>`,
    `<line x1="${x}" y1="${y + HEIGHT}" x2="${x + BAR}" y2="${y + HEIGHT}" stroke="${line}"/>`,
  ].join('');
}

function text(x: number, y: number, words: string, fill: string): string {
  return `<text x="${x}" y="${y}" font-family="Geist, Helvetica, Arial, sans-serif" font-size="12" fill="${fill}">${escaped(words)}</text>`;
}
