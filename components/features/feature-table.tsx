'use client';

import { Pencil, Trash2 } from 'lucide-react';
import type { Route } from 'next';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { useFeatureWrites } from '#components/features/use-feature-writes';
import { IconButton } from '#components/ui/button';
import { type Column, Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import type { SavedFeature } from '#lib/adoption/answers';
import { featureSentence } from '#lib/adoption/feature-sentence';
import { featurePath } from '#lib/adoption/url-state';

const ConfirmDialog = dynamic(
  () => import('#components/ui/confirm-dialog').then((file) => file.ConfirmDialog),
  { ssr: false },
);

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
    {
      id: 'changed',
      header: 'Changed',
      hideBelow: 'md',
      width: 'w-40',
      sortBy: ({ updatedAt }) => updatedAt,
      cell: ({ updatedAt, updatedBy }) => (
        <>
          <Time at={updatedAt} /> <span className="block text-12 text-ink-3">{updatedBy}</span>
        </>
      ),
    },
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
  const [isDeleting, setDeleting] = useState(false);
  const { remove } = useFeatureWrites();
  return (
    <span className="inline-flex">
      <IconButton
        size="small"
        label={`Edit ${feature.name}`}
        icon={<Pencil aria-hidden size={14} />}
        onClick={onEdit}
      />
      <IconButton
        size="small"
        label={`Delete ${feature.name}`}
        icon={<Trash2 aria-hidden size={14} />}
        onClick={() => setDeleting(true)}
      />
      {isDeleting ? (
        <ConfirmDialog
          isOpen
          onClose={() => setDeleting(false)}
          title={`Delete the definition of ${feature.name}?`}
          action="Delete definition"
          isDangerous
          onConfirm={() => remove.mutateAsync(feature.id)}
        >
          <p>
            The feature leaves adoption pages and dashboards, for everybody. Its events stay, and the audit
            keeps what it said.
          </p>
        </ConfirmDialog>
      ) : null}
    </span>
  );
}
