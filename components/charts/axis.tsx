/** How every axis looks: faint, without ticks, small figures. */
export const AXIS = {
  stroke: 'var(--line)',
  tick: { fill: 'var(--ink-3)', fontSize: 12 },
  tickLine: false,
} as const;
