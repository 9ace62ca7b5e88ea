import { formatMinute } from '#lib/core/format-time';

interface TileFootProps {
  definition: string | null;
  meta: { computedAt: string; dataThrough: string | null } | undefined;
}

/** On paper nothing can be hovered: what is counted and when is written beneath. */
export function TileFoot({ definition, meta }: TileFootProps) {
  return (
    <p className="mt-3 hidden text-12 text-ink-3 print:block">
      {definition}
      {meta ? ` Counted ${formatMinute(meta.computedAt)}; data to ${formatMinute(meta.dataThrough)}.` : ''}
    </p>
  );
}
