/** A drawing that stands alone: no style sheet, no variables, no fonts to load. */
export interface Picture {
  svg: string;
  width: number;
  height: number;
}

const COPIED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'opacity',
];
const COPIED_OF_TEXT = ['font-family', 'font-size', 'font-weight', 'text-anchor', 'font-variant-numeric'];

/** The drawing in `svg` with its computed colours written out, below a title and a sentence. */
export function pictureOf(svg: SVGSVGElement, words: { title: string; sentence: string }): Picture {
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll('*');
  for (const [index, element] of copy.querySelectorAll('*').entries()) {
    const original = originals[index];
    if (original) copyStyle(original, element);
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('y', String(HEAD));
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const drawing = new XMLSerializer().serializeToString(copy);
  return framed(drawing, { ...words, width, height: height + HEAD });
}

const HEAD = 64;

/** Puts a drawing on the page's ground, with its title and sentence above it. */
export function framed(
  drawing: string,
  { title, sentence, width, height }: { title: string; sentence: string; width: number; height: number },
): Picture {
  const ink = colour('--ink');
  const second = colour('--ink-2');
  const font = `font-family="Geist, Helvetica, Arial, sans-serif"`;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="100%" height="100%" fill="${colour('--surface')}"/>`,
    `<text x="16" y="26" ${font} font-size="16" font-weight="600" fill="${ink}">${escaped(title)}</text>`,
    `<text x="16" y="48" ${font} font-size="12" fill="${second}">${escaped(sentence)}</text>`,
    drawing,
    '</svg>',
  ].join('');
  return { svg, width, height };
}

/** What a colour variable is right now, light or dark, in a form any program reads. */
export function colour(variable: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${variable})`;
  document.body.append(probe);
  const computed = getComputedStyle(probe).color;
  probe.remove();
  return computed;
}

export function escaped(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (sign) => names[sign] ?? sign);
}

/** The picture as PNG, twice as fine as the screen's own pixels. */
export async function pngOf({ svg, width, height }: Picture): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * 2);
  canvas.height = Math.ceil(height * 2);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be drawn.'))));
  });
}

function copyStyle(from: Element, to: Element): void {
  const computed = getComputedStyle(from);
  const names =
    from instanceof SVGTextElement || from.tagName === 'tspan' ? [...COPIED, ...COPIED_OF_TEXT] : COPIED;
  for (const name of names) {
    const value = computed.getPropertyValue(name);
    if (value) to.setAttribute(name, value);
  }
  to.removeAttribute('class');
  to.removeAttribute('style');
}
