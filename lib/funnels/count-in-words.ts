import { formatCount } from '#lib/core/format';
import type { Unit } from '#lib/funnels/url-state';

/** "1 user", "1,204 sessions". */
export function countInWords(count: number, unit: Unit): string {
  return `${formatCount(count)} ${count === 1 ? unit : `${unit}s`}`;
}
