import type { TableItem } from '#lib/core/tables';

/** Which items are critical: all of them, or those whose attribute has a value. */
export type Selection = { of: 'all' } | { of: 'matching'; attribute: string; value: string };

/** Whether an item is to be exported; a text, a number or a boolean has the value when it is written so. */
export function isSelected(item: TableItem, selection: Selection): boolean {
  if (selection.of === 'all') return true;
  const attribute = item[selection.attribute];
  if (attribute === undefined) return false;
  const { S, N, BOOL } = attribute;
  if (typeof S === 'string') return S === selection.value;
  if (typeof N === 'string') return selection.value.trim() !== '' && Number(N) === Number(selection.value);
  return typeof BOOL === 'boolean' && String(BOOL) === selection.value;
}
