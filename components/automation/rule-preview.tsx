'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { OUTCOME_TONE, OUTCOME_WORDS } from '#components/automation/automation-words';
import { Badge } from '#components/ui/badge';
import { ErrorState } from '#components/ui/error-state';
import { TableSkeleton } from '#components/ui/skeleton';
import { type Column, Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import type { RulePreview as Preview } from '#lib/automation/answers';
import { previewOptions } from '#lib/automation/client';
import { valueWords } from '#lib/automation/rule-words';
import type { RuleCreation } from '#lib/automation/schema';
import type { TriggerId } from '#lib/automation/triggers';
import { formatCount } from '#lib/core/format';

type Row = Preview['functions'][number]['firings'][number] & { functionName: string };

/** On the last seven days these would have fired: what the rule in the form would have done, and why not more. */
export function RulePreview({ rule }: { rule: RuleCreation }) {
  const preview = useQuery({ ...previewOptions(rule), placeholderData: keepPreviousData, retry: false });
  return (
    <section aria-labelledby="preview" className="mt-5">
      <h3 id="preview" className="font-medium text-14">
        On the last 7 days
      </h3>
      {preview.isPending ? <TableSkeleton rows={3} label="Reading seven days of minutes" /> : null}
      {preview.error ? <ErrorState error={preview.error} isInline doing="look at the last 7 days" /> : null}
      {preview.data && !preview.error ? (
        <Answer preview={preview.data} trigger={rule.trigger} isStale={preview.isPlaceholderData} />
      ) : null}
    </section>
  );
}

function Answer({ preview, trigger, isStale }: { preview: Preview; trigger: TriggerId; isStale: boolean }) {
  const rows: Row[] = preview.functions.flatMap(({ functionName, firings }) =>
    firings.map((firing) => ({ ...firing, functionName })),
  );
  const rollbacks = rows.filter(({ outcome }) => outcome === 'would_roll_back').length;
  const empty = preview.functions.filter(({ minutesWithData }) => minutesWithData === 0);
  return (
    <>
      <p role="status" className="mb-2 text-14 text-ink-2">
        It would have gone red {times(rows.length)} in {preview.functions.length} functions, and rolled back{' '}
        {times(rollbacks)}. {silenceWords(empty.map(({ functionName }) => functionName))}
        {preview.leftOut.length > 0 ? ` ${preview.leftOut.length} functions were too many to look at.` : ''}
      </p>
      {rows.length > 0 ? (
        <Table
          caption="What the rule would have done"
          columns={columns(trigger)}
          rows={rows.toReversed()}
          rowKey={({ functionName, at }) => `${functionName} ${at}`}
          details={({ why, until, version }) => (
            <p className="text-12 text-ink-2">
              {why} {version ? `Version ${version} was live. ` : 'What was live then is not known. '}
              {until ? (
                <>
                  It was clear again <Time at={until} />.
                </>
              ) : (
                'It is still red.'
              )}
            </p>
          )}
          isStale={isStale}
          className="max-h-80 overflow-y-auto"
        />
      ) : null}
    </>
  );
}

function times(count: number): string {
  return count === 1 ? 'once' : `${formatCount(count)} times`;
}

function silenceWords(names: readonly string[]): string {
  if (names.length === 0) return '';
  return names.length > 2 ? `${names.length} functions had no data.` : `${names.join(' and ')} had no data.`;
}

function columns(trigger: TriggerId): Column<Row>[] {
  return [
    { id: 'at', header: 'Red', width: 'w-32', cell: ({ at }) => <Time at={at} /> },
    {
      id: 'function',
      header: 'Function',
      isRowHeader: true,
      cell: ({ functionName }) => <span className="break-all font-mono text-12">{functionName}</span>,
    },
    {
      id: 'worst',
      header: 'At worst',
      align: 'end',
      hideBelow: 'sm',
      cell: ({ worst }) => <span className="whitespace-nowrap">{valueWords(trigger, worst)}</span>,
    },
    {
      id: 'outcome',
      header: 'What it would have done',
      cell: ({ outcome }) => <Badge tone={OUTCOME_TONE[outcome]}>{OUTCOME_WORDS[outcome]}</Badge>,
    },
  ];
}
