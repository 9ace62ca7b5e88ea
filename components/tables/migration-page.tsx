'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { MIGRATION_TONE, MIGRATION_WORDS } from '#components/tables/migration-list';
import { MigrationSteps } from '#components/tables/migration-steps';
import { Badge } from '#components/ui/badge';
import { Button } from '#components/ui/button';
import { CopyLink } from '#components/ui/copy-link';
import { ErrorState } from '#components/ui/error-state';
import { Notice } from '#components/ui/notice';
import { PageHeader } from '#components/ui/page-header';
import { ReasonDialog } from '#components/ui/reason-dialog';
import { Skeleton } from '#components/ui/skeleton';
import { Time } from '#components/ui/time';
import { abandonMigrationMutation, migrationKeys, migrationOptions } from '#lib/tables/migration-client';
import type { ServedMigration } from '#lib/tables/saved-migration';

/** One migration: what changes, which of the three deploys are done, and what proves it. */
export function MigrationPage({ id, mayChange }: { id: string; mayChange: boolean }) {
  const migration = useQuery(migrationOptions(id));
  if (migration.isPending) return <Skeleton className="h-96" />;
  if (migration.error && !migration.data) {
    return (
      <ErrorState
        error={migration.error}
        doing="load the migration"
        onRetry={() => void migration.refetch()}
      />
    );
  }
  return <Loaded migration={migration.data} mayChange={mayChange} />;
}

function Loaded({ migration, mayChange }: { migration: ServedMigration; mayChange: boolean }) {
  const [isLeaving, setLeaving] = useState(false);
  const client = useQueryClient();
  const abandon = useMutation({
    ...abandonMigrationMutation(migration.id),
    onSettled: () => client.invalidateQueries({ queryKey: migrationKeys.all }),
  });
  const { title, table, status, description, version, createdBy, createdAt, abandoned } = migration;
  return (
    <>
      <PageHeader
        title={title}
        parents={[
          { label: 'Tables', href: '/tables' },
          { label: 'Migrations', href: '/tables/migrations' },
        ]}
        marks={<Badge tone={MIGRATION_TONE[status]}>{MIGRATION_WORDS[status]}</Badge>}
        subtitle={
          <>
            Of <span className="break-all font-mono text-12">{table}</span>, begun by {createdBy}{' '}
            <Time at={createdAt} />
          </>
        }
        actions={
          <>
            <CopyLink />
            {mayChange && status === 'running' ? (
              <Button onClick={() => setLeaving(true)}>Give it up</Button>
            ) : null}
          </>
        }
      />
      <p className="mb-6 max-w-prose whitespace-pre-wrap break-words text-14">{description}</p>
      {abandoned === null ? null : <Notice className="mb-6">Given up: {abandoned}</Notice>}
      <MigrationSteps migration={migration} mayChange={mayChange} />
      {isLeaving ? (
        <ReasonDialog
          title={`Give up: ${title}`}
          description="What was done stays to be read. Nothing is changed in the table or the code."
          action="Give it up"
          hint="Kept with the migration."
          onClose={() => setLeaving(false)}
          onConfirm={(reason) => abandon.mutateAsync({ reason, version })}
        />
      ) : null}
    </>
  );
}
