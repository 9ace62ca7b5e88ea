'use client';

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { downloadFile, fileName } from '#components/charts/download';
import { PeopleTable } from '#components/funnels/people-table';
import { Button } from '#components/ui/button';
import { Sheet } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';
import { TableSkeleton } from '#components/ui/skeleton';
import { useToast } from '#components/ui/toast';
import { csvText } from '#lib/core/csv';
import { formatCount } from '#lib/core/format';
import type { PersonInStep } from '#lib/funnels/answers';
import { peopleOptions } from '#lib/funnels/client';
import { countInWords } from '#lib/funnels/count-in-words';
import type { FunnelQuestionInput } from '#lib/funnels/schema';
import type { PeopleChoice, Unit } from '#lib/funnels/url-state';

interface PeopleSheetProps {
  question: FunnelQuestionInput;
  choice: PeopleChoice;
  stepNames: string[];
  unit: Unit;
  /** The number that was clicked. */
  count: number | undefined;
  /** When that number was computed, ISO. */
  countedAt: string;
  /** Told when the list no longer agrees with the number, because events have come in since. */
  onDisagree: () => void;
  onClose: () => void;
}

const VERBS: Record<PeopleChoice['outcome'], string> = {
  converted: 'reached',
  dropped: 'did not reach',
  pending: 'may still reach',
};

/** The people behind one number of the funnel: their total is that number, always. */
export function PeopleSheet(props: PeopleSheetProps) {
  const { question, choice, stepNames, unit, count, countedAt, onDisagree, onClose } = props;
  const asked = { step: choice.step, outcome: choice.outcome, asOf: countedAt };
  const options = peopleOptions(question, { ...asked, limit: 50 });
  const people = useInfiniteQuery({ ...options, staleTime: 30_000 });
  const users = people.data?.pages.flatMap((page) => page.users) ?? [];
  const total = people.data?.pages[0]?.total;
  useDisagreement(count, total, onDisagree);
  const name = stepNames[choice.step - 1] ?? `step ${choice.step}`;
  const title = `${VERBS[choice.outcome]} step ${choice.step}, ${name}`;
  return (
    <Sheet
      isOpen
      isWide
      onClose={onClose}
      title={`${total === undefined ? `${unit}s` : countInWords(total, unit)} ${unit === 'user' ? 'who' : 'that'} ${title}`}
      description={
        choice.outcome === 'converted'
          ? 'With the times of the run that counted.'
          : 'With the times of the run that counted, and why the step is missing.'
      }
      footer={
        total ? <ExportButton question={question} asked={asked} stepNames={stepNames} title={title} /> : null
      }
    >
      {people.isPending ? <TableSkeleton rows={12} label="Loading the list" /> : null}
      {people.error ? (
        <ErrorState error={people.error} doing="load the list" onRetry={() => void people.refetch()} />
      ) : null}
      {people.data ? <PeopleTable users={users} choice={choice} stepNames={stepNames} unit={unit} /> : null}
      {people.hasNextPage ? (
        <div className="mt-3 flex items-center gap-3 text-12 text-ink-2">
          <Button isLoading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
            Show more
          </Button>
          {formatCount(users.length)} of {formatCount(total)}
        </div>
      ) : null}
    </Sheet>
  );
}

/** Asks once for each pair of numbers that differ, so that a list that never agrees is no endless loop. */
function useDisagreement(count: number | undefined, total: number | undefined, onDisagree: () => void): void {
  const told = useRef('');
  useEffect(() => {
    const pair = `${count} ${total}`;
    if (count === undefined || total === undefined || count === total || told.current === pair) return;
    told.current = pair;
    onDisagree();
  });
}

interface ExportButtonProps extends Pick<PeopleSheetProps, 'question' | 'stepNames'> {
  asked: Pick<PeopleChoice, 'step' | 'outcome'> & { asOf: string };
  title: string;
}

function ExportButton({ question, asked, stepNames, title }: ExportButtonProps) {
  const client = useQueryClient();
  const toast = useToast();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const all = await client.fetchInfiniteQuery({
        ...peopleOptions(question, { ...asked, limit: 500 }),
        pages: Number.POSITIVE_INFINITY,
      });
      const users = all.pages.flatMap((page) => page.users);
      downloadFile(`${fileName(title)}.csv`, peopleCsv(users, stepNames), 'text/csv');
    } catch {
      toast({ title: 'The list could not be exported. Try again.', tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button isLoading={isBusy} onClick={() => void save()}>
      <Download aria-hidden size={14} /> Export all as CSV
    </Button>
  );
}

function peopleCsv(users: PersonInStep[], stepNames: string[]): string {
  const steps = stepNames.map((name, index) => `${index + 1} ${name}`);
  return csvText(
    ['user', 'session', ...steps, 'stopped_because'],
    users.map((user) => [
      user.userId,
      user.sessionId,
      ...stepNames.map((_, index) => user.steps[index]),
      user.stoppedBecause,
    ]),
  );
}
