import { canonicalJson, type Json } from '#lib/core/canonical-json';
import type { KeyPart, TableItem } from '#lib/core/tables';

const SETS = new Set(['SS', 'NS', 'BS']);

/** One text for each item, whatever the order of its attributes and of the members of its sets. */
export function canonicalItem(item: TableItem): string {
  return canonicalJson(
    Object.fromEntries(Object.entries(item).map(([name, value]) => [name, ordered(value)])),
  );
}

/** The key of an item alone, as it is asked for. */
export function keyOfItem(item: TableItem, key: readonly KeyPart[]): TableItem {
  return Object.fromEntries(key.map(({ attribute }) => [attribute, item[attribute] ?? {}]));
}

/** A key as people read it: `userId u-00012`, the parts in the order of the table's key. */
export function keyWords(item: TableItem, key: readonly KeyPart[]): string {
  return key
    .map(({ attribute }) => `${attribute} ${Object.values(item[attribute] ?? {}).join('')}`)
    .join(', ');
}

function ordered(value: { [type: string]: Json }): { [type: string]: Json } {
  return Object.fromEntries(
    Object.entries(value).map(([type, content]) => [type, orderedContent(type, content)]),
  );
}

function orderedContent(type: string, content: Json): Json {
  if (SETS.has(type) && Array.isArray(content)) return [...content].sort();
  if (type === 'L' && Array.isArray(content)) return content.map(orderedAttribute);
  if (type === 'M' && isObject(content)) {
    return Object.fromEntries(Object.entries(content).map(([name, one]) => [name, orderedAttribute(one)]));
  }
  return content;
}

function orderedAttribute(attribute: Json): Json {
  return isObject(attribute) ? ordered(attribute) : attribute;
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
