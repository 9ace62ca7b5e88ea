import type { Tile } from '#lib/dashboards/schema';

/** Words between the numbers. */
export function TextTile({ tile }: { tile: Extract<Tile, { kind: 'text' }> }) {
  return (
    <div className="max-w-prose">
      {tile.title === undefined ? null : <h2 className="mb-1 font-semibold text-16">{tile.title}</h2>}
      <p className="whitespace-pre-line text-ink-2 text-pretty wrap-anywhere">{tile.text}</p>
    </div>
  );
}
