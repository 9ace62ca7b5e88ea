interface Sized {
  name: string;
  bytes: number;
  modifiedAt: number;
}

// A day may have this many files of unlike sizes before they are merged.
const MOST_FILES = 4;
// Larger files are finished: merging them again would cost much and bring nothing.
const FINISHED_BYTES = 256 * 2 ** 20;
const QUIET_AFTER_MS = 10 * 60_000;

/**
 * Which files of one day and source to merge into one, or none. Files are merged with others of about their size,
 * so that a large file is not written again for each small one; a day that nobody adds to becomes one file.
 */
export function filesToMerge<F extends Sized>(files: readonly F[], now: number): F[] {
  const open = files.filter((file) => file.bytes < FINISHED_BYTES).sort((a, b) => a.bytes - b.bytes);
  if (open.length < 2) return [];
  const isQuiet = open.every((file) => now - file.modifiedAt > QUIET_AFTER_MS);
  if (isQuiet) return open;
  if (open.length <= MOST_FILES) return [];
  let smaller = 0;
  let count = 0;
  for (const [index, file] of open.entries()) {
    if (file.bytes <= 4 * smaller || index === 0) count = index + 1;
    smaller += file.bytes;
  }
  return open.slice(0, Math.max(count, 2));
}
