'use client';

import clsx from 'clsx';
import { ArrowDown, ArrowUp, Pencil, X } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { IconButton } from '#components/ui/button';
import type { Tile } from '#lib/dashboards/schema';

interface TileFrameProps {
  tile: Tile;
  title: string;
  /** Where it stands, while the dashboard is edited; null while it is read. */
  place: { index: number; count: number } | null;
  onMove: (to: number) => void;
  onEdit: () => void;
  onRemove: () => void;
  children: ReactNode;
}

/** The box of a tile. It never breaks across two sheets of paper. */
export function TileFrame(props: TileFrameProps) {
  const { tile, title, place, onMove, children } = props;
  const onKeyDown = (event: KeyboardEvent) => {
    if (!place || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(place.index + (event.key === 'ArrowUp' ? -1 : 1));
  };
  return (
    <li
      data-tile={tile.id}
      aria-label={title}
      onKeyDown={onKeyDown}
      className={clsx(
        'flex min-w-0 break-inside-avoid flex-col rounded-box border border-line bg-surface p-4',
        tile.width === 'full' && 'lg:col-span-2 print:col-span-2',
      )}
    >
      {place ? <Toolbar {...props} place={place} /> : null}
      {children}
    </li>
  );
}

function Toolbar({
  title,
  place: { index, count },
  onMove,
  onEdit,
  onRemove,
}: TileFrameProps & { place: { index: number; count: number } }) {
  return (
    <div
      role="toolbar"
      aria-label={`Tile ${index + 1}: ${title}`}
      className="-mx-2 -mt-2 mb-2 flex items-center gap-1 border-line border-b pb-1 print:hidden"
    >
      <span className="px-2 text-12 text-ink-3 tabular-nums">
        {index + 1} of {count}
      </span>
      <span className="ml-auto flex">
        <IconButton
          size="small"
          data-control="up"
          label={`Move ${title} up`}
          aria-keyshortcuts="Alt+ArrowUp"
          icon={<ArrowUp aria-hidden size={14} />}
          disabled={index === 0}
          onClick={() => onMove(index - 1)}
        />
        <IconButton
          size="small"
          data-control="down"
          label={`Move ${title} down`}
          aria-keyshortcuts="Alt+ArrowDown"
          icon={<ArrowDown aria-hidden size={14} />}
          disabled={index === count - 1}
          onClick={() => onMove(index + 1)}
        />
        <IconButton
          size="small"
          data-control="edit"
          label={`Change ${title}`}
          icon={<Pencil aria-hidden size={14} />}
          onClick={onEdit}
        />
        <IconButton
          size="small"
          data-control="remove"
          label={`Remove ${title}`}
          icon={<X aria-hidden size={14} />}
          onClick={onRemove}
        />
      </span>
    </div>
  );
}
