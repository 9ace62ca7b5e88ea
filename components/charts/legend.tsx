interface LegendProps {
  items: readonly { label: string; color: string }[];
}

/** What the colours of a chart mean, where its lines cannot say it themselves. */
export function Legend({ items }: LegendProps) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-12 text-ink-2">
      {items.map(({ label, color }) => (
        <li key={label} className="flex items-center gap-1.5">
          <span aria-hidden className="size-3 border border-edge" style={{ background: color }} />
          {label}
        </li>
      ))}
    </ul>
  );
}
