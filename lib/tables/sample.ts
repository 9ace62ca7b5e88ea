import type { TableItem } from '#lib/core/tables';

const SIZE = 50;

/**
 * Chooses the keys whose hashes are the smallest: by chance as far as the data is concerned, and yet the same ones of
 * two tables that hold the same.
 */
export function sampleOf(size = SIZE) {
  let best: { hash: string; key: TableItem }[] = [];
  return {
    offer(hash: string, key: TableItem): void {
      const last = best.at(size - 1);
      if (last && last.hash <= hash) return;
      best = [...best, { hash, key }].sort((a, b) => (a.hash < b.hash ? -1 : 1)).slice(0, size);
    },
    chosen: (): TableItem[] => best.map(({ key }) => key),
  };
}
