'use client';

import { useEffect, useState } from 'react';
import { useToast } from '#components/ui/toast';
import type { SavedDashboard } from '#lib/dashboards/answers';
import { insertTile, moveTile, removeTile, replaceTile } from '#lib/dashboards/edit-tiles';
import type { DashboardDefinition, Tile } from '#lib/dashboards/schema';

/** A dashboard while it is edited; `version` is the one the edit was made from. */
export interface Draft {
  name: string;
  definition: DashboardDefinition;
  version: number;
}

export interface DraftState {
  /** Null while nobody edits. */
  draft: Draft | null;
  /** What happened last, for those who do not see it. */
  said: string;
  begin: (draft: Draft) => void;
  end: () => void;
  change: (changes: Partial<Omit<Draft, 'version'>>) => void;
  move: (id: string, to: number) => void;
  remove: (id: string) => void;
  /** Adds a tile at the end, or puts it in the place of the one with its id. */
  put: (tile: Tile) => void;
}

export function draftOfSaved({ name, definition, version }: SavedDashboard): Draft {
  return { name, definition, version };
}

/**
 * A dashboard while it is edited: the first change begins that. Nothing is saved here; every change of a tile but a move
 * can be undone from its message.
 */
export function useDraft(saved: SavedDashboard, titleOf: (tile: Tile) => string): DraftState {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [said, setSaid] = useState('');
  const toast = useToast();
  useUnsavedWarning(draft !== null);
  const { tiles } = (draft ?? saved).definition;
  const edit = (change: (tiles: Tile[]) => Tile[], base: Draft | null = draftOfSaved(saved)) =>
    setDraft((was) => withTiles(was ?? base, change));
  const done = (title: string, undo: (tiles: Tile[]) => Tile[]) =>
    toast({ title, action: { label: 'Undo', onSelect: () => edit(undo, null) } });
  return {
    draft,
    said,
    begin: setDraft,
    end: () => setDraft(null),
    change: (changes) => setDraft((was) => was && { ...was, ...changes }),
    move: (id, to) => {
      const tile = tiles.find((one) => one.id === id);
      if (!tile || to < 0 || to >= tiles.length) return;
      edit((some) => moveTile(some, id, to));
      setSaid(`${titleOf(tile)} is now tile ${to + 1} of ${tiles.length}.`);
    },
    remove: (id) => {
      const at = tiles.findIndex((one) => one.id === id);
      const tile = tiles[at];
      if (!tile) return;
      edit((some) => removeTile(some, id));
      done(`Removed ${titleOf(tile)}`, (some) => insertTile(some, tile, at));
    },
    put: (tile) => {
      const old = tiles.find((one) => one.id === tile.id);
      edit((some) => (old ? replaceTile(some, tile) : insertTile(some, tile, some.length)));
      if (old) done(`Changed ${titleOf(tile)}`, (some) => replaceTile(some, old));
      else done(`Added ${titleOf(tile)}`, (some) => removeTile(some, tile.id));
    },
  };
}

/** Null stays null: what is undone after the editing has ended begins nothing. */
function withTiles(draft: Draft | null, change: (tiles: Tile[]) => Tile[]): Draft | null {
  if (draft === null) return null;
  return { ...draft, definition: { ...draft.definition, tiles: change(draft.definition.tiles) } };
}

/** Closing the window would lose what is not saved: the browser asks first. */
function useUnsavedWarning(isActive: boolean): void {
  useEffect(() => {
    if (!isActive) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isActive]);
}
