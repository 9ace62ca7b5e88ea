import type { ReactNode } from 'react';

export interface ComboboxOption {
  value: string;
  label: string;
  /** Stands at the end of the row: a count, a last-seen time. */
  detail?: ReactNode;
  /** Options of one group stand together under its name. */
  group?: string;
  /** Further words that find it. */
  keywords?: string;
}

/** The options that a typed text finds, best first: it begins with it, a word of it begins so, it contains it. */
export function matchOptions(options: readonly ComboboxOption[], typed: string): ComboboxOption[] {
  const wanted = typed.trim().toLowerCase();
  if (!wanted) return [...options];
  const ranked = options.map((option) => ({ option, rank: rankOf(option, wanted) }));
  return ranked
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ option }) => option);
}

function rankOf(option: ComboboxOption, wanted: string): number {
  const text = option.label.toLowerCase();
  if (text.startsWith(wanted)) return 0;
  const words = text.split(/[\s_\-./:]+/);
  if (words.some((word) => word.startsWith(wanted))) return 1;
  const further = `${text} ${option.value.toLowerCase()} ${option.keywords?.toLowerCase() ?? ''}`;
  return further.includes(wanted) ? 2 : 3;
}
