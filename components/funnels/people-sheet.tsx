'use client';

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { PeopleTable } from '#components/funnels/people-table';
import { PeopleListSheet } from '#components/people-lists/people-list-sheet';
import { csvText } from '#lib/core/csv';
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
  const client = useQueryClient();
  const asked = { step: choice.step, outcome: choice.outcome, asOf: countedAt };
  const options = peopleOptions(question, { ...asked, limit: 50 });
  const people = useInfiniteQuery({ ...options, staleTime: 30_000 });
  const users = people.data?.pages.flatMap((page) => page.users) ?? [];
  const total = people.data?.pages[0]?.total;
  const name = stepNames[choice.step - 1] ?? `step ${choice.step}`;
  const title = `${VERBS[choice.outcome]} step ${choice.step}, ${name}`;
  const text = async () => {
    const all = await client.fetchInfiniteQuery({
      ...peopleOptions(question, { ...asked, limit: 500 }),
      pages: Number.POSITIVE_INFINITY,
    });
    const everybody = all.pages.flatMap((page) => page.users);
    return peopleCsv(everybody, stepNames);
  };
  return (
    <PeopleListSheet
      title={`${total === undefined ? `${unit}s` : countInWords(total, unit)} ${unit === 'user' ? 'who' : 'that'} ${title}`}
      description={
        choice.outcome === 'converted'
          ? 'With the times of the run that counted.'
          : 'With the times of the run that counted, and why the step is missing.'
      }
      pages={people}
      shown={users.length}
      file={{ title, text }}
      {...{ total, count, onDisagree, onClose }}
    >
      {people.data ? <PeopleTable users={users} choice={choice} stepNames={stepNames} unit={unit} /> : null}
    </PeopleListSheet>
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
