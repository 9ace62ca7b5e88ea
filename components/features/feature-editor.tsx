'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { FeatureFields, WorthFields } from '#components/features/feature-fields';
import { NewerVersion } from '#components/features/newer-version';
import type { FeatureCatalog } from '#components/features/use-feature-catalog';
import { useFeatureWrites } from '#components/features/use-feature-writes';
import { Button } from '#components/ui/button';
import { Sheet } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';
import type { SavedFeature } from '#lib/adoption/answers';
import { savedFeatureOptions } from '#lib/adoption/client';
import { creationOf, draftOf, type FeatureDraft, faultsOf } from '#lib/adoption/feature-draft';
import { type Merged, mergeDrafts } from '#lib/adoption/merge-drafts';
import { RemoteError } from '#lib/core/fetch-json';
import { savedFunnelsOptions } from '#lib/funnels/client';

interface FeatureEditorProps {
  /** The feature that is changed; null for a new one. */
  saved: SavedFeature | null;
  /** What the form begins with. */
  initial: FeatureDraft;
  catalog: FeatureCatalog;
  onClose: () => void;
}

interface Newer {
  before: SavedFeature;
  latest: SavedFeature;
  changed: Merged['changed'];
}

/** The form of a feature, beside the list. An edit that lost a race shows what the other one changed. */
export function FeatureEditor({ saved, initial, catalog, onClose }: FeatureEditorProps) {
  const form = useFeatureForm(saved, initial, onClose);
  const { draft, change, newer, error, tries, isSaving } = form;
  const funnels = useQuery(savedFunnelsOptions()).data?.funnels ?? [];
  const faults = tries > 0 ? faultsOf(draft) : {};
  const formId = useId();
  const element = useRef<HTMLFormElement>(null);
  const mark = newer ?? error ?? tries;
  useEffect(() => {
    if (mark === 0) return;
    // What needs a look may be out of sight in a long form.
    const first = element.current?.querySelector<HTMLElement>('[role=alert], [aria-invalid]');
    first?.scrollIntoView?.({ block: 'center' });
    first?.focus();
  }, [mark]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.save();
  };
  const part = { draft, onChange: change, catalog, faults };
  return (
    <Sheet
      isOpen
      isWide
      onClose={onClose}
      title={saved ? `Edit ${saved.name}` : 'Define a feature'}
      description="Which events mean what. Numbers of the past change with it; the events stay as they are."
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={formId} variant="primary" isLoading={isSaving}>
            {saved ? 'Save feature' : 'Define feature'}
          </Button>
        </>
      }
    >
      <form id={formId} ref={element} onSubmit={submit} noValidate className="flex flex-col gap-4 pb-4">
        {newer ? (
          <NewerVersion {...newer} funnelName={(id) => funnels.find((one) => one.id === id)?.name} />
        ) : null}
        <FeatureFields {...part} />
        <h3 className="mt-2 font-semibold text-14">What it leads to</h3>
        <WorthFields {...part} funnels={funnels} />
        {error ? <ErrorState error={error} isInline /> : null}
      </form>
    </Sheet>
  );
}

function useFeatureForm(saved: SavedFeature | null, initial: FeatureDraft, onDone: () => void) {
  const client = useQueryClient();
  const { create, update } = useFeatureWrites();
  const [draft, setDraft] = useState(initial);
  const [base, setBase] = useState(saved);
  const [newer, setNewer] = useState<Newer | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);

  /** Whether somebody saved meanwhile; then their changes are in the form. */
  const takeNewer = async (before: SavedFeature): Promise<boolean> => {
    const latest = await client.fetchQuery({ ...savedFeatureOptions(before.id), staleTime: 0 });
    if (latest.version <= before.version) return false;
    const merged = mergeDrafts(draftOf(before), draft, draftOf(latest));
    setNewer({ before, latest, changed: merged.changed });
    setDraft(merged.draft);
    setBase(latest);
    return true;
  };

  const save = async () => {
    setTries((count) => count + 1);
    setError(null);
    setNewer(null);
    if (Object.keys(faultsOf(draft)).length > 0) return;
    try {
      if (base) await update.mutateAsync({ ...creationOf(draft), id: base.id, version: base.version });
      else await create.mutateAsync(creationOf(draft));
      onDone();
    } catch (thrown) {
      const isConflict = thrown instanceof RemoteError && thrown.code === 'conflict';
      const isNewer = base !== null && isConflict && (await takeNewer(base).catch(() => false));
      if (!isNewer) setError(thrown);
    }
  };
  return {
    draft,
    change: (part: Partial<FeatureDraft>) => setDraft((was) => ({ ...was, ...part })),
    save,
    newer,
    error,
    tries,
    isSaving: create.isPending || update.isPending,
  };
}
