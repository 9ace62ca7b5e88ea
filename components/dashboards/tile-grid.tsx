'use client';

import { useEffect, useRef } from 'react';
import { TileFrame } from '#components/dashboards/tile-frame';
import type { Shown } from '#components/dashboards/tiles/shown';
import { TileBody } from '#components/dashboards/tiles/tile-body';
import type { DraftState } from '#components/dashboards/use-draft';
import type { Tile } from '#lib/dashboards/schema';

interface TileGridProps {
  tiles: Tile[];
  shown: Shown;
  state: DraftState;
  mayEdit: boolean;
  onEdit: (tile: Tile) => void;
}

/** The tiles in their order: two halves side by side where there is room. While editing, the focus goes where a tile goes. */
export function TileGrid({ tiles, shown, state, mayEdit, onEdit }: TileGridProps) {
  const list = useRef<HTMLUListElement>(null);
  const focusNext = useFocusAfterMove(list);
  const isEditing = state.draft !== null;
  const moved = (id: string, to: number) => {
    const control = document.activeElement?.closest('[data-control]')?.getAttribute('data-control') ?? 'up';
    focusNext({ id, control });
    state.move(id, to);
  };
  return (
    <ul
      ref={list}
      aria-label="Tiles"
      className="grid grid-cols-1 items-stretch gap-4 lg:grid-cols-2 print:grid-cols-2"
    >
      {tiles.map((tile, index) => (
        <TileFrame
          key={tile.id}
          tile={tile}
          title={shown.named.titleOf(tile)}
          place={isEditing ? { index, count: tiles.length } : null}
          onMove={(to) => moved(tile.id, to)}
          onEdit={() => onEdit(tile)}
          onRemove={() => {
            focusNext({ id: (tiles[index + 1] ?? tiles[index - 1])?.id ?? '', control: 'remove' });
            state.remove(tile.id);
          }}
        >
          <TileBody
            tile={tile}
            shown={shown}
            onRemove={mayEdit && !isEditing ? () => state.remove(tile.id) : null}
          />
        </TileFrame>
      ))}
    </ul>
  );
}

/** Answers a function that names the control to focus once the tiles stand anew. */
function useFocusAfterMove(list: React.RefObject<HTMLElement | null>) {
  const wanted = useRef<{ id: string; control: string } | null>(null);
  useEffect(() => {
    if (!wanted.current) return;
    const { id, control } = wanted.current;
    wanted.current = null;
    const button = (name: string) =>
      list.current?.querySelector<HTMLButtonElement>(`[data-tile="${id}"] button[data-control="${name}"]`);
    const named = button(control);
    // A button at the end of its way is disabled and cannot keep the focus; the one the other way can.
    const usable = named?.disabled ? button(control === 'up' ? 'down' : 'up') : named;
    usable?.focus();
  });
  return (next: { id: string; control: string }) => {
    wanted.current = next;
  };
}
