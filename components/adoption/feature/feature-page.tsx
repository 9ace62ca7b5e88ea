'use client';

import { useQuery } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import type { Route } from 'next';
import { FeaturePanels } from '#components/adoption/feature/feature-panels';
import { useAdoptionView } from '#components/adoption/use-adoption-view';
import { ButtonLink } from '#components/ui/button';
import { CopyLink } from '#components/ui/copy-link';
import { ErrorState } from '#components/ui/error-state';
import { PageHeader } from '#components/ui/page-header';
import { savedFeatureOptions } from '#lib/adoption/client';
import { featureSentence } from '#lib/adoption/feature-sentence';
import { viewLink } from '#lib/adoption/url-state';

interface FeaturePageProps {
  id: string;
  /** Epoch milliseconds at which the page was asked for; "the last 30 days" end with that day. */
  now: number;
  mayEdit: boolean;
}

/** Everything about one feature: who saw it, who uses it, who stays, and what that may be worth. */
export function FeaturePage({ id, now, mayEdit }: FeaturePageProps) {
  const saved = useQuery(savedFeatureOptions(id));
  const state = useAdoptionView(now);
  if (saved.error) {
    return <ErrorState error={saved.error} doing="open the feature" onRetry={() => void saved.refetch()} />;
  }
  // The page brings it along.
  if (!saved.data) return null;
  const feature = saved.data;
  return (
    <>
      <PageHeader
        title={feature.name}
        parents={[{ label: 'Adoption', href: viewLink('/adoption', state.view) as Route }]}
        subtitle={featureSentence(feature)}
        actions={
          <>
            <CopyLink />
            {mayEdit ? (
              <ButtonLink href={`/features?edit=${encodeURIComponent(feature.key)}` as Route}>
                <Pencil aria-hidden size={14} /> Edit definition
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <FeaturePanels feature={feature} state={state} now={now} />
    </>
  );
}
