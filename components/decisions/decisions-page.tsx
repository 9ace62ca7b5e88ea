'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { ScenarioCard } from '#components/decisions/scenario-card';
import { Answered } from '#components/shell/answered';
import { Button } from '#components/ui/button';
import { CopyLink } from '#components/ui/copy-link';
import { Notice } from '#components/ui/notice';
import { PageHeader } from '#components/ui/page-header';
import { Skeleton } from '#components/ui/skeleton';
import { matrixOptions } from '#lib/automation/decision-client';

const ReportDialog = dynamic(
  () => import('#components/decisions/report-dialog').then((file) => file.ReportDialog),
  { ssr: false },
);

/** The runbook's decision matrix, alive: the rows that hold now come first, each with what is to be done. */
export function DecisionsPage({ mayChange }: { mayChange: boolean }) {
  const matrix = useQuery(matrixOptions());
  const [isReporting, setReporting] = useState(false);
  return (
    <>
      <PageHeader
        title="Decisions"
        subtitle="The runbook’s decision matrix: what hurts in which way, and what is done about it, step by step. Rows that hold now come first."
        actions={
          <>
            <CopyLink />
            {mayChange ? <Button onClick={() => setReporting(true)}>Report…</Button> : null}
          </>
        }
      />
      <Answered query={matrix} doing="load the decision matrix" skeleton={<Waiting />}>
        {({ scenarios, problem }) => (
          <>
            {problem ? (
              <Notice tone="bad" role="alert" className="mb-4">
                {problem} Rows that hold may be missing.
              </Notice>
            ) : null}
            <p role="status" className="mb-3 text-14 text-ink-2">
              {wordsOf(scenarios.filter(({ isTrue }) => isTrue).length)}
            </p>
            <ol className="flex flex-col gap-4">
              {[...scenarios]
                .sort((a, b) => Number(b.isTrue) - Number(a.isTrue))
                .map((scenario) => (
                  <li key={scenario.id}>
                    <ScenarioCard scenario={scenario} mayChange={mayChange} />
                  </li>
                ))}
            </ol>
          </>
        )}
      </Answered>
      {isReporting ? <ReportDialog onClose={() => setReporting(false)} /> : null}
    </>
  );
}

function wordsOf(count: number): string {
  if (count === 0) return 'No row holds now.';
  return count === 1 ? 'One row holds now.' : `${count} rows hold now.`;
}

function Waiting() {
  return (
    <div className="flex flex-col gap-4">
      {[1, 2, 3, 4, 5, 6].map((row) => (
        <Skeleton key={row} className="h-32" />
      ))}
    </div>
  );
}
