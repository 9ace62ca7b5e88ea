'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import dynamic from 'next/dynamic';
import { parseAsBoolean, parseAsString, useQueryStates } from 'nuqs';
import { FeatureTable } from '#components/features/feature-table';
import { Suggestions } from '#components/features/suggestions';
import { UnnamedEvents } from '#components/features/unnamed-events';
import { useFeatureCatalog } from '#components/features/use-feature-catalog';
import { Answered } from '#components/shell/answered';
import { Button } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { TableSkeleton } from '#components/ui/skeleton';
import { allTime } from '#lib/adoption/all-time';
import type { FeatureSuggestion, SavedFeature } from '#lib/adoption/answers';
import { featureSuggestionsOptions, savedFeaturesOptions } from '#lib/adoption/client';
import { draftOf, NEW_FEATURE } from '#lib/adoption/feature-draft';
import { savedFunnelsOptions } from '#lib/funnels/client';

const FeatureEditor = dynamic(
  () => import('#components/features/feature-editor').then((file) => file.FeatureEditor),
  { ssr: false },
);

interface FeaturesPageProps {
  now: number;
  mayEdit: boolean;
}

/** What the features are: their definitions, what could be defined, and events that mean nothing yet. */
export function FeaturesPage({ now, mayEdit }: FeaturesPageProps) {
  const period = allTime(now);
  const saved = useQuery(savedFeaturesOptions());
  const found = useQuery(featureSuggestionsOptions(period));
  const funnels = useQuery(savedFunnelsOptions()).data?.funnels ?? [];
  const [open, setOpen] = useQueryStates({ edit: parseAsString, new: parseAsBoolean });
  const edit = (key: string) => void setOpen({ edit: key, new: null });
  const define = (
    <Button variant="primary" onClick={() => void setOpen({ edit: null, new: true })}>
      Define a feature
    </Button>
  );
  const suggestions = found.data?.suggestions ?? [];
  return (
    <>
      <PageHeader
        title="Features"
        parents={[{ label: 'Adoption', href: '/adoption' as Route }]}
        subtitle="Which events mean what. Every number about adoption counts by these definitions; each change is kept in the audit."
        actions={mayEdit ? define : null}
      />
      <div className="flex flex-col gap-8">
        <Answered
          query={saved}
          doing="load the features"
          skeleton={<TableSkeleton rows={3} label="Loading the features" />}
        >
          {({ features }) =>
            features.length === 0 ? (
              <EmptyState title="No feature is defined" action={mayEdit ? define : undefined}>
                A feature says which events are views, uses and completions. Without one there is nothing to
                count.
              </EmptyState>
            ) : (
              <FeatureTable
                features={features}
                funnelName={(id) => funnels.find((funnel) => funnel.id === id)?.name}
                onEdit={mayEdit ? ({ key }) => edit(key) : null}
              />
            )
          }
        </Answered>
        <Answered
          query={found}
          doing="look through the events"
          skeleton={<TableSkeleton rows={4} label="Looking through the events" />}
        >
          {({ unnamed }) => (
            <>
              {suggestions.length > 0 ? (
                <Suggestions suggestions={suggestions} onLook={mayEdit ? ({ key }) => edit(key) : null} />
              ) : null}
              <UnnamedEvents unnamed={unnamed} features={saved.data?.features ?? []} mayEdit={mayEdit} />
            </>
          )}
        </Answered>
      </div>
      {mayEdit && saved.data && (open.new || open.edit !== null) ? (
        <OpenEditor
          editedKey={open.edit}
          features={saved.data.features}
          suggestions={found.isPending ? null : suggestions}
          period={period}
          onClose={() => void setOpen({ edit: null, new: null })}
        />
      ) : null}
    </>
  );
}

interface OpenEditorProps {
  /** The key of a feature, defined or not; null for a new one. */
  editedKey: string | null;
  features: SavedFeature[];
  /** null while they are looked for. */
  suggestions: FeatureSuggestion[] | null;
  period: { from: string; to: string };
  onClose: () => void;
}

function OpenEditor({ editedKey, features, suggestions, period, onClose }: OpenEditorProps) {
  const catalog = useFeatureCatalog(period);
  const saved = features.find(({ key }) => key === editedKey) ?? null;
  // The form of a feature that nobody defined begins with what was guessed, once that is there.
  if (saved === null && editedKey !== null && suggestions === null) return null;
  const suggested = suggestions?.find(({ key }) => key === editedKey);
  const known = saved ?? suggested;
  const initial = known ? draftOf(known) : { ...NEW_FEATURE, key: editedKey ?? '' };
  return (
    <FeatureEditor
      key={saved?.id ?? editedKey ?? 'new'}
      saved={saved}
      initial={initial}
      catalog={catalog}
      onClose={onClose}
    />
  );
}
