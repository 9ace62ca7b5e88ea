import { formatDuration } from '#lib/core/format';

/** How long restores took here, from being asked for to being readable. */
export interface RestoreHistory {
  count: number;
  medianSeconds: number | null;
  slowestSeconds: number | null;
}

/** How long a restore may take, from those that ran here and from what AWS says where there were none. */
export function historySentence({ count, medianSeconds, slowestSeconds }: RestoreHistory): string {
  const aws = 'AWS says that most restores are done within an hour, and that size says little about it.';
  if (count === 0) return `No restore has run here yet. ${aws}`;
  const times = count === 1 ? 'The one restore' : `The last ${count} restores`;
  const typical = formatDuration(medianSeconds);
  const took =
    count === 1
      ? `took ${typical}`
      : `took ${typical} in the middle, and ${formatDuration(slowestSeconds)} at most`;
  return `${times} here ${took}.`;
}
