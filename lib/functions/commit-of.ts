/** The commit that a version's description names, as pipelines write it; null when it names none. */
export function commitOf(description: string): string | null {
  return /\b(?=[0-9a-f]*\d)[0-9a-f]{7,40}\b/.exec(description)?.[0] ?? null;
}
