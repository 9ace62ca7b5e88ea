/**
 * How well an entry fits what was typed: not at all (0) unless every word of it stands in the entry's label or
 * further words, best when the label has it as it was typed.
 */
export function findWords(typed: string, [label = '', ...further]: readonly string[]): number {
  const wanted = typed.trim().toLowerCase();
  const text = [label, ...further].join(' ').toLowerCase();
  if (!wanted.split(/\s+/).every((word) => text.includes(word))) return 0;
  return label.toLowerCase().includes(wanted) ? 1 : 0.5;
}
