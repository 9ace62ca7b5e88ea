'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Ellipsis } from 'lucide-react';
import type { Route } from 'next';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { PrintButton } from '#components/dashboards/print-button';
import type { Reading } from '#components/dashboards/use-reading';
import { Badge } from '#components/ui/badge';
import { Button, ButtonLink } from '#components/ui/button';
import { CopyLink } from '#components/ui/copy-link';
import { Menu, type MenuItem } from '#components/ui/menu';
import { PageHeader } from '#components/ui/page-header';
import { Time } from '#components/ui/time';
import { useToast } from '#components/ui/toast';
import type { SavedDashboard } from '#lib/dashboards/answers';
import { dashboardKeys, deleteDashboardMutation, duplicateDashboardMutation } from '#lib/dashboards/client';
import { rangeInWords } from '#lib/funnels/period';

const ConfirmDialog = dynamic(
  () => import('#components/ui/confirm-dialog').then((file) => file.ConfirmDialog),
  { ssr: false },
);

interface DashboardHeaderProps {
  saved: SavedDashboard;
  reading: Reading;
  isEditing: boolean;
  mayEdit: boolean;
  onEdit: () => void;
}

/** Which dashboard this is, what it shows, and what can be done with it. */
export function DashboardHeader({ saved, reading, isEditing, mayEdit, onEdit }: DashboardHeaderProps) {
  const { range, timeZone, isOverridden } = reading;
  const search = new URLSearchParams({ range, tz: timeZone });
  return (
    <PageHeader
      title={saved.name}
      parents={[{ label: 'Dashboards', href: '/dashboards' }]}
      subtitle={
        <>
          Shows {rangeInWords(range)}, days of {timeZone}. Changed <Time at={saved.updatedAt} /> by{' '}
          {saved.updatedBy}.
        </>
      }
      marks={isOverridden && !isEditing ? <Badge tone="attention">other period than saved</Badge> : null}
      actions={
        isEditing ? null : (
          <div className="flex flex-wrap items-center gap-2 print:hidden">
            <CopyLink path={`/dashboards/${saved.id}?${search}`} />
            <ButtonLink
              href={`/dashboards/${saved.id}/digest?${new URLSearchParams({ tz: timeZone })}` as Route}
            >
              Weekly digest
            </ButtonLink>
            <PrintButton />
            {mayEdit ? (
              <>
                <Button variant="primary" onClick={onEdit}>
                  Edit
                </Button>
                <MoreMenu saved={saved} />
              </>
            ) : null}
          </div>
        )
      }
    />
  );
}

function MoreMenu({ saved }: { saved: SavedDashboard }) {
  const [isDeleting, setDeleting] = useState(false);
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const refresh = () => client.invalidateQueries({ queryKey: [...dashboardKeys.all, 'list'] });
  const duplicate = useMutation({
    ...duplicateDashboardMutation(),
    onSuccess: async (copy) => {
      toast({ title: `Copied as ${copy.name}` });
      router.push(`/dashboards/${copy.id}` as Route);
      await refresh();
    },
    onError: (error) => toast({ title: error.message, tone: 'bad' }),
  });
  const remove = useMutation({
    ...deleteDashboardMutation(),
    onSuccess: async () => {
      router.push('/dashboards');
      await refresh();
    },
  });
  const items: MenuItem[] = [
    { id: 'copy', label: 'Duplicate', onSelect: () => duplicate.mutate(saved.id) },
    { id: 'delete', label: 'Delete…', isDangerous: true, onSelect: () => setDeleting(true) },
  ];
  return (
    <>
      <Menu
        label="More"
        trigger={<Ellipsis aria-hidden size={14} />}
        triggerProps={{ 'aria-label': 'More', title: 'More', className: 'aspect-square px-0!' }}
        items={items}
      />
      {isDeleting ? (
        <ConfirmDialog
          isOpen
          onClose={() => setDeleting(false)}
          title={`Delete ${saved.name}?`}
          action="Delete dashboard"
          isDangerous
          onConfirm={() => remove.mutateAsync(saved.id)}
        >
          It goes for everybody, and links to it end. The funnels, features and events stay.
        </ConfirmDialog>
      ) : null}
    </>
  );
}
