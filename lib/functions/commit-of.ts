import { OWN_MARK } from '#lib/functions/own-mark';

/** The commit that a version's description names, as pipelines write it; null when it names none. */
export function commitOf(description: string): string | null {
  // The id of a change, which follows the mark, looks like one.
  const [said = ''] = description.split(OWN_MARK);
  return /\b(?=[0-9a-f]*\d)[0-9a-f]{7,40}\b/.exec(said)?.[0] ?? null;
}
