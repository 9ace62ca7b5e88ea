/** What an element holds: text, elements by name (a list is the element several times), or nothing. */
export type Xml = string | number | boolean | undefined | readonly Xml[] | { readonly [name: string]: Xml };

/** An element with what it holds; what is undefined is left out. */
export function xml(name: string, value: Xml): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((item: Xml) => xml(name, item)).join('');
  if (typeof value !== 'object') return `<${name}>${escaped(String(value))}</${name}>`;
  const inner = Object.entries(value).map(([key, member]) => xml(key, member));
  return `<${name}>${inner.join('')}</${name}>`;
}

/** Lists of the Query protocol are one element that holds `member`s. */
export function members(items: readonly Xml[]): Xml {
  return { member: items };
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
