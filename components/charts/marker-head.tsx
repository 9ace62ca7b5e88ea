import type { KeyboardEvent } from 'react';
import type { TimeMarker } from '#components/charts/time-marker';

interface MarkerHeadProps {
  /** Recharts says where the line stands. */
  viewBox?: { x: number; y: number };
  markers: TimeMarker[];
  onOpen: ((markers: TimeMarker[]) => void) | null;
}

/** The head of a marker's thin line: a button in the drawing, with a figure when there are several. */
export function MarkerHead({ viewBox, markers, onOpen }: MarkerHeadProps) {
  const { x, y } = viewBox ?? { x: 0, y: 0 };
  const words = markers.map(({ kind, label }) => `${kind}: ${label}`).join('; ');
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    onOpen?.(markers);
  };
  const asButton = onOpen
    ? { role: 'button', tabIndex: 0, onClick: () => onOpen(markers), onKeyDown, className: 'cursor-pointer' }
    : { role: 'img' };
  return (
    <g {...asButton} aria-label={words}>
      <title>{words}</title>
      {/* What can be hit is larger than what is seen. */}
      <circle cx={x} cy={y} r="12" fill="transparent" />
      <circle cx={x} cy={y} r={markers.length > 1 ? 7 : 4} fill="var(--ink-2)" />
      {markers.length > 1 ? (
        <text x={x} y={y + 4} textAnchor="middle" fontSize="11" fill="var(--surface)">
          {markers.length}
        </text>
      ) : null}
    </g>
  );
}
