import { formatCompact, formatDuration, formatPercent } from '#lib/core/format';
import type { PictureUnit } from '#lib/dashboards/digest-answers';

/** A value in as little room as there is above a bar. */
export function formatUnit(value: number, unit: PictureUnit): string {
  if (unit === 'seconds') return formatDuration(Math.round(value));
  return unit === 'share' ? formatPercent(value).replace('.0%', '%') : formatCompact(value);
}
