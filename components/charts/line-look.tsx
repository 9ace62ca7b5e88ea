/** How every line over time looks: straight from point to point, and a dot only where the pointer is. */
export function lineLook(color: string) {
  return {
    type: 'linear' as const,
    stroke: color,
    strokeWidth: 2,
    isAnimationActive: false,
    dot: false,
    activeDot: { r: 4, fill: color, stroke: 'var(--surface)' },
  };
}
