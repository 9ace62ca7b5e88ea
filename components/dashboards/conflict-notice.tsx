'use client';

import type { Draft, DraftState } from '#components/dashboards/use-draft';
import type { SaveState } from '#components/dashboards/use-save';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import { Notice } from '#components/ui/notice';
import { Time } from '#components/ui/time';
import { useToast } from '#components/ui/toast';
import { AppError } from '#lib/core/errors';
import type { SavedDashboard } from '#lib/dashboards/answers';
import { differencesOf } from '#lib/dashboards/differences';
import type { Tile } from '#lib/dashboards/schema';

interface ConflictNoticeProps {
  saved: SavedDashboard;
  draft: Draft;
  state: DraftState;
  save: SaveState;
  titleOf: (tile: Tile) => string;
}

/** Somebody else saved while this one was edited: what they changed, and what can be done. Nothing is lost. */
export function ConflictNotice({ saved, draft, state, save, titleOf }: ConflictNoticeProps) {
  const toast = useToast();
  const isBehind = saved.version !== draft.version;
  if (!isBehind) return <SaveError draft={draft} save={save} />;
  const takeTheirs = () => {
    state.end();
    toast({
      title: 'Your changes are put aside',
      action: { label: 'Undo', onSelect: () => state.begin(draft) },
    });
  };
  const differences = differencesOf(draft, saved, titleOf);
  return (
    <Notice tone="attention" role="alert" className="p-4">
      <p className="font-medium">
        {saved.updatedBy} saved a newer version <Time at={saved.updatedAt} />. Yours is still here.
      </p>
      {differences.length === 0 ? (
        <p>Both are the same.</p>
      ) : (
        <>
          <p>What is otherwise in theirs:</p>
          <ul className="list-disc pl-5">
            {differences.map((difference) => (
              <li key={difference}>{difference}</li>
            ))}
          </ul>
        </>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="small" isLoading={save.isSaving} onClick={() => save.saveAsNew(draft)}>
          Save mine as a new dashboard
        </Button>
        <Button
          size="small"
          isLoading={save.isSaving}
          onClick={() => save.save({ ...draft, version: saved.version })}
        >
          Put mine in place of theirs
        </Button>
        <Button size="small" onClick={takeTheirs}>
          Take theirs
        </Button>
      </div>
    </Notice>
  );
}

function SaveError({ draft, save }: { draft: Draft; save: SaveState }) {
  const { error } = save;
  if (!error) return null;
  const isDeleted = error instanceof AppError && error.code === 'not_found';
  return (
    <ErrorState
      error={error}
      doing="save the dashboard"
      lost="Your changes are still here."
      action={
        isDeleted ? (
          <Button size="small" onClick={() => save.saveAsNew(draft)}>
            Save mine as a new dashboard
          </Button>
        ) : null
      }
    />
  );
}
