/** Stretches of intervals after a cohort's own, both ends included, written `1-3,4-7`. */
export type Bracket = [first: number, last: number];

const BRACKETS = /^\d{1,3}-\d{1,3}(,\d{1,3}-\d{1,3}){0,19}$/;

/** What is wrong with a text of brackets; null when nothing is. */
export function bracketsFault(text: string): string | null {
  if (!BRACKETS.test(text)) return 'must be brackets of intervals like 1-3,4-7';
  return readBrackets(text).every(([first, last]) => first <= last) ? null : 'must begin before they end';
}

export function readBrackets(text: string): Bracket[] {
  return text.split(',').map((bracket) => {
    const [first = 0, last = 0] = bracket.split('-').map(Number);
    return [first, last];
  });
}
