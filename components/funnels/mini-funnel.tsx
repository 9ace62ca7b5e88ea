import { LOST_BACKGROUND, OPEN_BACKGROUND } from '#components/charts/hatch';
import { ShareText } from '#components/funnels/share-text';
import type { Basis, Column } from '#lib/funnels/columns';
import { countInWords } from '#lib/funnels/count-in-words';
import { funnelMessage } from '#lib/funnels/message';
import type { Unit } from '#lib/funnels/url-state';

interface MiniFunnelProps {
  name: string;
  columns: Column[];
  unit: Unit;
  basis: Basis;
}

/** One value of a breakdown: the whole funnel the size of a card, on its own step 1. */
export function MiniFunnel({ name, columns, unit, basis }: MiniFunnelProps) {
  const last = columns.at(-1);
  return (
    <figure className="rounded-box border border-line bg-surface p-3">
      <figcaption className="flex items-baseline justify-between gap-2">
        <span className="truncate font-medium" title={name}>
          {name}
        </span>
        <span className="font-semibold tabular-nums">
          {last ? <ShareText share={last.fromStart} /> : null}
        </span>
      </figcaption>
      <div
        role="img"
        aria-label={`${name}: ${funnelMessage(columns, unit, basis)}`}
        className="mt-2 flex h-20 items-end gap-1"
      >
        {columns.map(({ number, height }) => (
          <span key={number} className="flex h-full flex-1 flex-col-reverse border-ink-3 border-b">
            <span className="bg-series-1" style={{ height: `${height.reached * 100}%` }} />
            <span style={{ height: `${height.pending * 100}%`, background: OPEN_BACKGROUND }} />
            <span style={{ height: `${height.dropped * 100}%`, background: LOST_BACKGROUND }} />
          </span>
        ))}
      </div>
      <p className="mt-1 text-12 text-ink-2 tabular-nums">
        {countInWords(columns[0]?.count ?? 0, unit)} entered
      </p>
    </figure>
  );
}
