import type { Route } from 'next';
import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';

interface NoSuchFeatureProps {
  featureKey: string;
  mayEdit: boolean;
}

/** Nobody has said what the events of this key mean. */
export function NoSuchFeature({ featureKey, mayEdit }: NoSuchFeatureProps) {
  return (
    <>
      <PageHeader title={featureKey} parents={[{ label: 'Adoption', href: '/adoption' as Route }]} />
      <EmptyState
        title="This feature is not defined"
        action={
          <ButtonLink variant="primary" href={'/features' as Route}>
            {mayEdit ? 'Define it' : 'See the features'}
          </ButtonLink>
        }
      >
        A feature says which of its events are views, uses, completions and shares. Nobody has said so for{' '}
        <code className="font-mono text-12">{featureKey}</code>.
      </EmptyState>
    </>
  );
}
