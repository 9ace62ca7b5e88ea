/** The two fills that mean something everywhere: what was lost, and what is not finished yet. */
export function HatchPatterns({ id, color }: { id: string; color: string }) {
  return (
    <defs>
      <pattern
        id={`${id}-open`}
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="6" height="6" fill={color} fillOpacity="0.12" />
        <rect width="2.5" height="6" fill={color} fillOpacity="0.75" />
      </pattern>
    </defs>
  );
}

/** The same hatching for boxes, as a background: stripes for what is open, dots for what was lost. */
export const OPEN_BACKGROUND =
  'repeating-linear-gradient(45deg, var(--series-1) 0 2.5px, color-mix(in srgb, var(--series-1) 12%, transparent) 2.5px 6px)';
export const LOST_BACKGROUND =
  'radial-gradient(circle at 3px 3px, color-mix(in srgb, var(--ink-3) 55%, transparent) 1px, transparent 1.2px) 0 0 / 6px 6px';
