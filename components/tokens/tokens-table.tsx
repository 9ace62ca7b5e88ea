'use client';

import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import dynamic from 'next/dynamic';
import { parseAsBoolean, useQueryState } from 'nuqs';
import { useMemo, useState } from 'react';
import { Answered } from '#components/shell/answered';
import type { TokenDays } from '#components/tokens/create-token';
import { tokenState } from '#components/tokens/token-state';
import { Badge } from '#components/ui/badge';
import { Button } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { ShowMore } from '#components/ui/show-more';
import { TableSkeleton } from '#components/ui/skeleton';
import { type Column, Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import { useToast } from '#components/ui/toast';
import { revokeTokenMutation, tokensOptions } from '#lib/people/token-client';
import type { TokenView } from '#lib/people/token-schema';

const CreateToken = dynamic(
  () => import('#components/tokens/create-token').then((file) => file.CreateToken),
  {
    ssr: false,
  },
);
const ConfirmDialog = dynamic(
  () => import('#components/ui/confirm-dialog').then((file) => file.ConfirmDialog),
  {
    ssr: false,
  },
);

const instant = (text: string | null) => (text ? Date.parse(text) : null);

const columnsFor = (onRevoke: (token: TokenView) => void): Column<TokenView>[] => [
  {
    id: 'name',
    header: 'Name',
    isRowHeader: true,
    sortBy: ({ name }) => name,
    cell: ({ name, prefix, role }) => (
      <>
        {name} <code className="font-mono font-normal text-12 text-ink-3 max-sm:hidden">{prefix}…</code>
        <span className="block pb-1 font-normal text-12 text-ink-2 sm:hidden">{role}</span>
      </>
    ),
  },
  { id: 'role', header: 'Role', hideBelow: 'sm', sortBy: ({ role }) => role, cell: ({ role }) => role },
  {
    id: 'state',
    header: 'State',
    cell: (token) => {
      const { label, tone } = tokenState(token, new Date());
      return <Badge tone={tone}>{label}</Badge>;
    },
  },
  {
    id: 'used',
    header: 'Last used',
    hint: 'Noted at most once a minute.',
    align: 'end',
    hideBelow: 'sm',
    sortBy: ({ lastUsedAt }) => instant(lastUsedAt),
    cell: ({ lastUsedAt }) =>
      lastUsedAt ? <Time at={lastUsedAt} /> : <span className="text-ink-3">never</span>,
  },
  {
    id: 'expires',
    header: 'Expires',
    align: 'end',
    hideBelow: 'md',
    sortBy: ({ expiresAt }) => instant(expiresAt),
    cell: ({ expiresAt }) => <Time at={expiresAt} />,
  },
  {
    id: 'revoke',
    header: 'Revoke',
    align: 'end',
    cell: (token) =>
      tokenState(token, new Date()).isWorking ? (
        <Button size="small" aria-label={`Revoke ${token.name}`} onClick={() => onRevoke(token)}>
          Revoke…
        </Button>
      ) : null,
  },
];

/** The tokens that programs use, with what they may do and whether they still work. */
export function TokensTable({ days }: { days: TokenDays }) {
  const list = useInfiniteQuery(tokensOptions());
  const [isCreating, setCreating] = useQueryState('new', parseAsBoolean.withDefault(false));
  const [revoking, setRevoking] = useState<TokenView | null>(null);
  const revocation = useMutation(revokeTokenMutation());
  const toast = useToast();
  const columns = useMemo(() => columnsFor(setRevoking), []);
  const create = (
    <Button variant="primary" onClick={() => void setCreating(true)}>
      <KeyRound aria-hidden size={14} />
      New token
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Service tokens"
        subtitle="How programs send events and ask questions. Each has a role and an end; what it does is kept in the audit under its name."
        actions={create}
      />
      <Answered
        query={list}
        doing="load the tokens"
        skeleton={<TableSkeleton rows={4} label="Loading tokens" />}
      >
        {({ pages }) => {
          const tokens = pages.flatMap((page) => page.tokens);
          if (tokens.length === 0) {
            return (
              <EmptyState title="No tokens yet" action={create}>
                A program needs one to send events to{' '}
                <code className="font-mono text-12">POST /api/events</code>.
              </EmptyState>
            );
          }
          return <Table caption="Service tokens" columns={columns} rows={tokens} rowKey={({ id }) => id} />;
        }}
      </Answered>
      <ShowMore list={list} />
      {isCreating ? <CreateToken days={days} onClose={() => void setCreating(null)} /> : null}
      {revoking ? (
        <ConfirmDialog
          isOpen
          onClose={() => setRevoking(null)}
          title={`Revoke “${revoking.name}”?`}
          action="Revoke token"
          isDangerous
          onConfirm={async () => {
            await revocation.mutateAsync({ id: revoking.id });
            toast({ title: `“${revoking.name}” is revoked` });
          }}
        >
          <p>Programs that use it are refused from the next request on. It cannot be brought back.</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
