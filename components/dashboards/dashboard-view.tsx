'use client';

import dynamic from 'next/dynamic';
import { parseAsBoolean, useQueryState } from 'nuqs';
import { useEffect, useState } from 'react';
import { ConflictNotice } from '#components/dashboards/conflict-notice';
import { DashboardHeader } from '#components/dashboards/dashboard-header';
import { EditBar } from '#components/dashboards/edit-bar';
import { ReadingControls } from '#components/dashboards/reading-controls';
import { TileGrid } from '#components/dashboards/tile-grid';
import { type DraftState, draftOfSaved, useDraft } from '#components/dashboards/use-draft';
import { type Named, useNamed } from '#components/dashboards/use-named';
import { type Reading, useReading } from '#components/dashboards/use-reading';
import { useSave } from '#components/dashboards/use-save';
import { Button } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { formatMinute } from '#lib/core/format-time';
import type { SavedDashboard } from '#lib/dashboards/answers';
import type { Tile } from '#lib/dashboards/schema';

const TileDialog = dynamic(
  () => import('#components/dashboards/tile-dialog').then((file) => file.TileDialog),
  {
    ssr: false,
  },
);

interface DashboardViewProps {
  saved: SavedDashboard;
  now: number;
  mayEdit: boolean;
}

/** A dashboard as it is read, and, for those who may, as it is composed. */
export function DashboardView({ saved, now, mayEdit }: DashboardViewProps) {
  const named = useNamed();
  const state = useDraft(saved, named.titleOf);
  const { draft } = state;
  const shown = draft ?? saved;
  const reading = useReading(shown.definition, now, draft !== null);
  const [dialog, setDialog] = useState<Tile | 'new' | null>(null);
  useEditLink(saved, state, mayEdit);
  const { tiles } = shown.definition;
  const onAdd = () => setDialog('new');
  return (
    <div className="flex flex-col gap-4 [&>header]:mb-0 print:[&_button:not(table_*)]:hidden">
      <Top
        saved={saved}
        now={now}
        mayEdit={mayEdit}
        state={state}
        reading={reading}
        named={named}
        onAdd={onAdd}
      />
      {tiles.length === 0 ? (
        <NoTiles mayEdit={mayEdit} onAdd={onAdd} />
      ) : (
        <TileGrid
          tiles={tiles}
          shown={{ ...reading, now, named }}
          state={state}
          mayEdit={mayEdit}
          onEdit={setDialog}
        />
      )}
      <p role="status" className="sr-only">
        {state.said}
      </p>
      {dialog === null ? null : (
        <TileDialog
          tile={dialog === 'new' ? null : dialog}
          named={named}
          onClose={() => setDialog(null)}
          onDone={(tile) => {
            state.put(tile);
            setDialog(null);
          }}
        />
      )}
    </div>
  );
}

interface TopProps extends DashboardViewProps {
  state: DraftState;
  reading: Reading;
  named: Named;
  onAdd: () => void;
}

/** Everything above the tiles: while it is read the period, while it is edited what is edited and what went wrong. */
function Top({ saved, now, mayEdit, state, reading, named, onAdd }: TopProps) {
  const save = useSave(saved, state);
  const { draft } = state;
  return (
    <>
      <DashboardHeader
        saved={saved}
        reading={reading}
        isEditing={draft !== null}
        mayEdit={mayEdit}
        onEdit={() => state.begin(draftOfSaved(saved))}
      />
      {draft ? (
        <>
          <ConflictNotice saved={saved} draft={draft} state={state} save={save} titleOf={named.titleOf} />
          <EditBar draft={draft} state={state} save={save} onAdd={onAdd} />
        </>
      ) : (
        <ReadingControls reading={reading} />
      )}
      <p className="hidden text-12 text-ink-2 print:block">Printed {formatMinute(new Date(now))}.</p>
    </>
  );
}

function NoTiles({ mayEdit, onAdd }: { mayEdit: boolean; onAdd: () => void }) {
  return (
    <EmptyState
      title="No tiles yet"
      action={
        mayEdit ? (
          <Button variant="primary" onClick={onAdd}>
            Add a tile
          </Button>
        ) : null
      }
    >
      A tile shows a saved funnel, a metric of a feature, retention, stickiness, the life cycle, or a text.
      {mayEdit ? '' : ' People with the role product, engineer or admin can add some.'}
    </EmptyState>
  );
}

/** `?edit=true` opens the dashboard for editing, as a new one is; then it is gone from the address. */
function useEditLink(saved: SavedDashboard, state: DraftState, mayEdit: boolean): void {
  const [isAsked, setAsked] = useQueryState('edit', parseAsBoolean.withOptions({ history: 'replace' }));
  const { begin } = state;
  useEffect(() => {
    if (!isAsked) return;
    if (mayEdit) begin(draftOfSaved(saved));
    void setAsked(null);
  }, [isAsked, mayEdit, saved, begin, setAsked]);
}
