/** The names that are most like `wanted`, the most alike first; none when nothing is alike. */
export function nearestNames(wanted: string, names: string[], limit = 3): string[] {
  const target = plain(wanted);
  return names
    .map((name) => ({ name, distance: distanceBetween(target, plain(name)) }))
    .filter(({ name, distance }) => distance <= Math.max(target.length, plain(name).length) / 2)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name }) => name);
}

// People mistake case and separators most often, so those cost nothing.
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_.:/-]+/g, '');
}

/** How many characters must be changed, added or taken away (Levenshtein); a part of the other text is near. */
function distanceBetween(a: string, b: string): number {
  if (a.length > 2 && b.length > 2 && (a.includes(b) || b.includes(a))) return 1;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
