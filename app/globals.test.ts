import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./globals.css', import.meta.url), 'utf8');

const COLOURS = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [
    name,
    { light, dark },
  ]),
);

const GROUNDS = ['canvas', 'surface', 'sunken', 'hover'];
const MEANINGS = ['good', 'attention', 'bad', 'unknown'];

/** Text and the ground it stands on. */
const TEXTS = [
  ...['ink', 'ink-2', 'ink-3', 'accent-ink'].flatMap((ink) => GROUNDS.map((ground) => [ink, ground])),
  ...MEANINGS.flatMap((meaning) =>
    [...GROUNDS, `${meaning}-soft`].map((ground) => [`${meaning}-ink`, ground]),
  ),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-bad', 'bad'],
  ['on-bad', 'bad-strong'],
  ['accent-ink', 'accent-soft'],
  ['ink', 'accent-soft'],
];

/** What must be seen to tell a control, a state or a series. */
const EDGES = [
  ...['edge', 'accent'].flatMap((edge) => ['canvas', 'surface', 'sunken'].map((ground) => [edge, ground])),
  ...MEANINGS.flatMap((meaning) => ['canvas', 'surface'].map((ground) => [`${meaning}-edge`, ground])),
  ...Array.from({ length: 8 }, (_, index) => `series-${index + 1}`).flatMap((series) =>
    ['canvas', 'surface'].map((ground) => [series, ground]),
  ),
];

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function contrastOf(front: string, ground: string, theme: 'light' | 'dark'): number {
  const [one, other] = [COLOURS.get(front)?.[theme], COLOURS.get(ground)?.[theme]];
  if (!one || !other) throw new Error(`globals.css has no colour ${one ? ground : front}`);
  return contrast(one, other);
}

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  it.each(TEXTS)('%s reads on %s', (ink = '', ground = '') => {
    expect(contrastOf(ink, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(EDGES)('%s shows on %s', (edge = '', ground = '') => {
    expect(contrastOf(edge, ground, theme)).toBeGreaterThanOrEqual(3);
  });
});
