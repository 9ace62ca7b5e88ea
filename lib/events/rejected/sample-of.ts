const MOST_BYTES = 1024;
const ELLIPSIS = '…';

/** The beginning of what was sent, as a text of at most 1 KiB in UTF-8 that any database takes. */
export function sampleOf(given: unknown): string {
  const text = typeof given === 'string' ? given : (JSON.stringify(given) ?? '');
  // Each byte that is kept stands for a character at most.
  return cut(soundText(text.slice(0, MOST_BYTES + 1)), MOST_BYTES);
}

/** A text of at most so many bytes; what does not fit is cut at a character, and dots say so. */
export function cut(text: string, bytes: number): string {
  // No character takes more than three bytes for each of its UTF-16 units.
  if (text.length * 3 <= bytes) return text;
  const encoder = new TextEncoder();
  const { read } = encoder.encodeInto(text, new Uint8Array(bytes));
  if (read === text.length) return text;
  const fits = encoder.encodeInto(text, new Uint8Array(bytes - encoder.encode(ELLIPSIS).length));
  return `${text.slice(0, fits.read)}${ELLIPSIS}`;
}

/** Without what Postgres refuses in a text: zero characters and halves of surrogate pairs. */
export function soundText(text: string): string {
  return text.replaceAll('\0', '\uFFFD').replace(/\p{Surrogate}/gu, '\uFFFD');
}
