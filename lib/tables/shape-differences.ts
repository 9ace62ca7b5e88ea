import { canonicalJson } from '#lib/core/canonical-json';
import type { KeyPart, TableIndex, TableShape } from '#lib/core/tables';

/** What a restored table has otherwise than its source, in words that name it; empty when nothing. */
export function shapeDifferences(source: TableShape, restored: TableShape): string[] {
  return [
    ...unlike('the key', source.key, restored.key, (key) => key.map(partWords).join(' and ')),
    ...unlike('the attributes', source.attributes, restored.attributes, (all) =>
      all.map(({ name, type }) => `${name} (${type})`).join(', '),
    ),
    ...indexDifferences('global index', source.globalIndexes, restored.globalIndexes),
    ...indexDifferences('local index', source.localIndexes, restored.localIndexes),
    ...unlike('the billing mode', source.billingMode, restored.billingMode, String),
  ];
}

function unlike<T>(what: string, source: T, restored: T, words: (value: T) => string): string[] {
  if (canonicalJson(source) === canonicalJson(restored)) return [];
  return [`${what}: ${words(restored) || 'empty'}, and ${words(source) || 'empty'} in the source`];
}

function indexDifferences(
  kind: string,
  source: readonly TableIndex[],
  restored: readonly TableIndex[],
): string[] {
  const names = [...new Set([...source, ...restored].map(({ name }) => name))].sort();
  return names.flatMap((name) => {
    const [was, is] = [source, restored].map((all) => all.find((index) => index.name === name));
    if (!is) return [`${kind} ${name} is missing`];
    if (!was) return [`${kind} ${name} is not in the source`];
    return unlike(`${kind} ${name}`, was, is, indexWords);
  });
}

export function indexWords({ key, projection, included }: TableIndex): string {
  const fields = included.length > 0 ? ` with ${included.join(', ')}` : '';
  return `by ${key.map(partWords).join(' and ')}, ${projection}${fields}`;
}

export function partWords({ attribute, role }: KeyPart): string {
  return `${attribute} (${role})`;
}
