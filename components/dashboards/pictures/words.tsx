interface WordsProps {
  x: number;
  y: number;
  anchor?: 'start' | 'middle' | 'end';
  isStrong?: boolean;
  children: string;
}

/** A few words in a picture. */
export function Words({ x, y, anchor = 'start', isStrong = false, children }: WordsProps) {
  return (
    <text
      x={x}
      y={y}
      textAnchor={anchor}
      fill={isStrong ? 'var(--ink)' : 'var(--ink-2)'}
      {...(isStrong ? { fontWeight: 600 } : {})}
    >
      {children}
    </text>
  );
}
