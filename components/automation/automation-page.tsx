'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { parseAsString, useQueryState } from 'nuqs';
import { DecisionsTable } from '#components/automation/decisions-table';
import { RulesTable } from '#components/automation/rules-table';
import { Button } from '#components/ui/button';
import { CopyLink } from '#components/ui/copy-link';
import { ErrorState } from '#components/ui/error-state';
import { Notice } from '#components/ui/notice';
import { PageHeader } from '#components/ui/page-header';
import { TableSkeleton } from '#components/ui/skeleton';
import { Time } from '#components/ui/time';
import type { Rules } from '#lib/automation/answers';
import { rulesOptions } from '#lib/automation/client';

const RuleDialog = dynamic(
  () => import('#components/automation/rule-dialog').then((file) => file.RuleDialog),
  {
    ssr: false,
  },
);

const NEW = 'new';

/** What is rolled back by itself, when, and what holds it back; and everything that was decided. */
export function AutomationPage({ mayEdit }: { mayEdit: boolean }) {
  const list = useQuery(rulesOptions());
  const [open, setOpen] = useQueryState('rule', parseAsString.withOptions({ history: 'push' }));
  const rule = list.data?.rules.find(({ id }) => id === open) ?? null;
  const close = () => void setOpen(null);
  return (
    <>
      <PageHeader
        title="Automation"
        subtitle="When a deployment hurts, it is rolled back without a person: only a young one, once, and never on missing data. Everything else asks for a person."
        actions={
          <>
            <CopyLink />
            {mayEdit ? <Button onClick={() => void setOpen(NEW)}>Rule for one function…</Button> : null}
          </>
        }
      />
      {list.isPending ? <TableSkeleton rows={4} label="Loading the rules" /> : null}
      {list.error && !list.data ? (
        <ErrorState error={list.error} doing="load the rules" onRetry={() => void list.refetch()} />
      ) : null}
      {list.data ? (
        <>
          <Standing rules={list.data} />
          <RulesTable rules={list.data} mayEdit={mayEdit} onOpen={({ id }) => void setOpen(id)} />
        </>
      ) : null}
      <DecisionsTable />
      {list.data && (rule || (open === NEW && mayEdit)) ? (
        <RuleDialog
          key={rule?.id ?? NEW}
          rule={rule}
          functionNames={list.data.functionNames}
          mayEdit={mayEdit}
          onClose={close}
        />
      ) : null}
    </>
  );
}

/** Whether anything would be moved now, and whether anybody looks. */
function Standing({ rules: { rules, lookedAt, problem } }: { rules: Rules }) {
  const acting = rules.filter(({ mode }) => mode === 'on').length;
  const watching = rules.filter(({ mode }) => mode === 'dry_run').length;
  if (problem) {
    return (
      <Notice tone="bad" role="alert" className="mb-4">
        {problem} The alarms were looked at last {lookedAt ? <Time at={lookedAt} /> : 'never'}; it is tried
        again every 15 seconds.
      </Notice>
    );
  }
  return (
    <Notice tone={acting > 0 ? 'good' : 'attention'} className="mb-4">
      {acting === 0
        ? 'Nothing is moved by itself: no rule is on.'
        : `${acting === 1 ? 'One rule moves' : `${acting} rules move`} production by itself.`}{' '}
      {watching > 0
        ? `${watching} in dry run ${watching === 1 ? 'says' : 'say'} what would have been done. `
        : ''}
      {lookedAt ? (
        <>
          The alarms were looked at <Time at={lookedAt} />.
        </>
      ) : (
        'The alarms have not been looked at yet.'
      )}
    </Notice>
  );
}
