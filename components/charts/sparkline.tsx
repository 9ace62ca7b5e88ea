interface SparklineProps {
  /** In order of time; null leaves a gap. */
  values: (number | null)[];
  /** Says what the line shows. */
  label: string;
  /** From here on values are not final and drawn dashed. */
  incompleteFrom?: number;
  width?: number;
  height?: number;
}

/** A line the size of a word, from zero up. */
export function Sparkline({ values, label, incompleteFrom, width = 120, height = 28 }: SparklineProps) {
  const top = Math.max(...values.map((value) => value ?? 0), 0) || 1;
  const step = width / Math.max(1, values.length - 1);
  const point = (index: number) => {
    const value = values[index] ?? null;
    return value === null
      ? null
      : `${(index * step).toFixed(1)},${(height - 2 - (value / top) * (height - 4)).toFixed(1)}`;
  };
  const split = incompleteFrom ?? values.length;
  const indices = values.map((_, index) => index);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {stretches(indices.filter((index) => index < split).map(point)).map((line) => (
        <polyline key={line} points={line} fill="none" stroke="var(--series-1)" strokeWidth="1.5" />
      ))}
      {stretches(indices.filter((index) => index >= split - 1).map(point)).map((line) => (
        <polyline
          key={line}
          points={line}
          fill="none"
          stroke="var(--series-1)"
          strokeWidth="1.5"
          strokeDasharray="2 3"
        />
      ))}
    </svg>
  );
}

/** The unbroken runs of points, each as one polyline. */
function stretches(points: (string | null)[]): string[] {
  const lines: string[][] = [[]];
  for (const point of points) {
    if (point === null) lines.push([]);
    else lines.at(-1)?.push(point);
  }
  return lines.filter((line) => line.length > 1).map((line) => line.join(' '));
}
