'use client';

import { Pencil } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useFeatureWrites } from '#components/features/use-feature-writes';
import { IconButton } from '#components/ui/button';
import { changedColumn } from '#components/ui/changed-column';
import { DeleteButton } from '#components/ui/delete-button';
import { type Column, Table } from '#components/ui/table';
import type { SavedFeature } from '#lib/adoption/answers';
import { featureSentence } from '#lib/adoption/feature-sentence';
import { featurePath } from '#lib/adoption/url-state';

interface FeatureTableProps {
  features: SavedFeature[];
  funnelName: (id: string) => string | undefined;
  /** Opens the form; null for those who only read. */
  onEdit: ((feature: SavedFeature) => void) | null;
}

/** The defined features, each with what its events mean. */
export function FeatureTable({ features, funnelName, onEdit }: FeatureTableProps) {
  const columns: Column<SavedFeature>[] = [
    {
      id: 'name',
      header: 'Feature',
      isRowHeader: true,
      sortBy: ({ name }) => name,
      cell: (feature) => <NameCell feature={feature} />,
    },
    {
      id: 'funnel',
      header: 'Funnel',
      hideBelow: 'md',
      width: 'w-40',
      cell: ({ funnelId }) =>
        funnelId === null ? (
          <span className="text-ink-3">none</span>
        ) : (
          <Link href={`/funnels/${funnelId}`} className="hover:underline">
            {funnelName(funnelId) ?? 'open'}
          </Link>
        ),
    },
    changedColumn(),
    ...(onEdit ? [actionsColumn(onEdit)] : []),
  ];
  return <Table caption="Defined features" columns={columns} rows={features} rowKey={({ id }) => id} />;
}

function actionsColumn(onEdit: (feature: SavedFeature) => void): Column<SavedFeature> {
  return {
    id: 'actions',
    header: 'Actions',
    align: 'end',
    width: 'w-24',
    cell: (feature) => <RowActions feature={feature} onEdit={() => onEdit(feature)} />,
  };
}

function NameCell({ feature }: { feature: SavedFeature }) {
  return (
    <div className="max-w-prose py-2">
      <Link href={featurePath(feature.key) as Route} className="font-medium hover:underline">
        {feature.name}
      </Link>{' '}
      <code className="font-mono font-normal text-12 text-ink-3">{feature.key}</code>
      <p className="font-normal text-12 text-ink-2 text-pretty">{featureSentence(feature)}</p>
    </div>
  );
}

function RowActions({ feature, onEdit }: { feature: SavedFeature; onEdit: () => void }) {
  const { remove } = useFeatureWrites();
  return (
    <span className="inline-flex">
      <IconButton
        size="small"
        label={`Edit ${feature.name}`}
        icon={<Pencil aria-hidden size={14} />}
        onClick={onEdit}
      />
      <DeleteButton
        name={feature.name}
        title={`the definition of ${feature.name}`}
        action="Delete definition"
        onDelete={() => remove.mutateAsync(feature.id)}
      >
        The feature leaves adoption pages and dashboards, for everybody. Its events stay, and the audit keeps
        what it said.
      </DeleteButton>
    </span>
  );
}
