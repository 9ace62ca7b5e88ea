import type { Parameter } from '#lib/core/warehouse';

/** A piece of SQL with the values of its `?`, in order. */
export interface Fragment {
  text: string;
  parameters: Parameter[];
}

/** Puts pieces into a text: fragments bring their parameters along, plain texts are taken as they are. */
export function sql(texts: TemplateStringsArray, ...pieces: (Fragment | string | number)[]): Fragment {
  let text = texts[0] ?? '';
  const parameters: Parameter[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (typeof piece === 'object') {
      text += piece.text;
      parameters.push(...piece.parameters);
    } else {
      text += piece;
    }
    text += texts[index + 1] ?? '';
  }
  return { text, parameters };
}

/** A value that people gave: it is bound, never written into the text. */
export function bound(value: Parameter): Fragment {
  return { text: '?', parameters: [value] };
}

/** `(a and b)`; `(1 = 1)` for none. */
export function allOf(parts: Fragment[]): Fragment {
  return joined(parts, ' and ', '(1 = 1)');
}

/** `(a or b)`; `(1 = 0)` for none. */
export function anyOf(parts: Fragment[]): Fragment {
  return joined(parts, ' or ', '(1 = 0)');
}

function joined(parts: Fragment[], separator: string, empty: string): Fragment {
  const [first] = parts;
  if (!first) return { text: empty, parameters: [] };
  if (parts.length === 1) return first;
  return {
    text: `(${parts.map(({ text }) => text).join(separator)})`,
    parameters: parts.flatMap(({ parameters }) => parameters),
  };
}
