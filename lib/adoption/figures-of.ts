import type { BrokenBy } from '#lib/adoption/answers';
import { isSameSegment } from '#lib/adoption/url-state';

/** The figures of one segment, or of everybody; null when the answer does not have that segment. */
export function figuresOf<T extends object>(
  answer: T & { breakdown?: (BrokenBy & T)[] | undefined },
  segment: BrokenBy | null,
): T | null {
  if (segment === null) return answer;
  return answer.breakdown?.find((one) => isSameSegment(one, segment)) ?? null;
}
