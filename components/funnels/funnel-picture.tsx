import { colour, escaped, framed, type Picture } from '#components/charts/picture';
import { formatDuration, formatPercent } from '#lib/core/format';
import type { Column, Share } from '#lib/funnels/columns';
import { countInWords } from '#lib/funnels/count-in-words';
import type { Unit } from '#lib/funnels/url-state';

const BAR = 110;
const GAP = 90;
const HEIGHT = 240;
const TOP = 110;

/** The funnel as a drawing of its own, for slides: what the page shows, with its title and definition. */
export function funnelPicture(
  columns: Column[],
  words: { title: string; sentence: string; definition: string; unit: Unit },
): Picture {
  const blue = colour('--series-1');
  const grey = colour('--ink-3');
  const patterns = [
    `<pattern id="open" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2.5" height="6" fill="${blue}"/></pattern>`,
    `<pattern id="lost" width="6" height="6" patternUnits="userSpaceOnUse"><circle cx="3" cy="3" r="0.9" fill="${grey}" fill-opacity="0.6"/></pattern>`,
  ];
  const drawn = columns.map((column, index) =>
    drawColumn(column, 16 + index * (BAR + GAP), words.unit, blue, grey),
  );
  const wordsWidth = 32 + Math.max(words.sentence.length, words.definition.length) * 6.2;
  const width = Math.max(wordsWidth, 32 + columns.length * (BAR + GAP) - GAP);
  const definition = text(16, 68, words.definition, colour('--ink-2'));
  return framed(`<defs>${patterns.join('')}</defs>${definition}${drawn.join('')}`, {
    title: words.title,
    sentence: words.sentence,
    width: Math.ceil(width),
    height: TOP + HEIGHT + 56,
  });
}

function drawColumn(column: Column, x: number, unit: Unit, blue: string, grey: string): string {
  const ground = TOP + HEIGHT;
  const { reached, pending, dropped } = column.height;
  const ink = colour('--ink');
  const box = (from: number, size: number, fill: string, stroke: string) =>
    size === 0
      ? ''
      : `<rect x="${x}" y="${ground - (from + size) * HEIGHT}" width="${BAR}" height="${size * HEIGHT}" fill="${fill}" stroke="${stroke}"/>`;
  const top = ground - (reached + pending + dropped) * HEIGHT;
  const going = [
    shareText(column.fromPrevious),
    column.medianSeconds === null ? '' : formatDuration(column.medianSeconds),
  ];
  return [
    box(0, reached, blue, blue),
    box(reached, pending, 'url(#open)', blue),
    box(reached + pending, dropped, 'url(#lost)', grey),
    `<line x1="${x}" y1="${ground}" x2="${x + BAR}" y2="${ground}" stroke="${grey}"/>`,
    text(x, top - 8, shareText(column.fromStart), ink, 'font-weight="600"'),
    text(x, ground + 18, `${column.number} ${column.name}`, ink, 'font-weight="600"'),
    text(x, ground + 36, countInWords(column.count, unit), grey),
    column.previousNumber === null
      ? ''
      : going
          .map((line, index) =>
            text(x - GAP + 12, ground - 40 + index * 16, index === 0 ? `→ ${line}` : line, grey),
          )
          .join(''),
  ].join('');
}

function shareText({ rate, isTooFew }: Share): string {
  return isTooFew && rate !== null ? 'too few' : formatPercent(rate);
}

function text(x: number, y: number, words: string, fill: string, more = ''): string {
  return `<text x="${x}" y="${y}" font-family="Geist, Helvetica, Arial, sans-serif" font-size="12" fill="${fill}" ${more}>${escaped(words)}</text>`;
}
