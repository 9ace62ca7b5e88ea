'use client';

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { RetentionView } from '#components/adoption/feature/use-feature-view';
import { PeopleListSheet } from '#components/people-lists/people-list-sheet';
import { Copyable } from '#components/ui/copyable';
import { Table } from '#components/ui/table';
import type { BrokenBy } from '#lib/adoption/answers';
import { adoptionPeopleOptions } from '#lib/adoption/client';
import type { FeatureQuestion } from '#lib/adoption/feature-question';
import type { PeopleChoice } from '#lib/adoption/people-choice';
import { peopleInWords } from '#lib/adoption/people-in-words';
import { peopleQuestion } from '#lib/adoption/people-question';
import { csvText } from '#lib/core/csv';
import { formatCount } from '#lib/core/format';

interface PeopleSheetProps {
  question: FeatureQuestion;
  segment: BrokenBy | null;
  choice: PeopleChoice;
  retention: RetentionView;
  every: 'day' | 'week' | 'month';
  /** The metric that was clicked, once it is there: its number, and when it was computed, ISO. */
  metric: { count: number | undefined; countedAt: string; recount: () => void } | null;
  onClose: () => void;
}

/** The people behind one number of a feature. */
export default function PeopleSheet(props: PeopleSheetProps) {
  const { choice, metric, onClose } = props;
  const client = useQueryClient();
  // Which days are over is seen as the number saw it.
  const asked = { ...peopleQuestion(props), ...(metric ? { asOf: metric.countedAt } : {}) };
  const people = useInfiniteQuery({
    ...adoptionPeopleOptions(choice.of, { ...asked, limit: 50 }),
    staleTime: 30_000,
    enabled: choice.of !== 'metric' || metric !== null,
  });
  const users = people.data?.pages.flatMap((page) => page.users) ?? [];
  const total = people.data?.pages[0]?.total;
  const words = peopleInWords(choice, props);
  const text = async () => {
    const all = await client.fetchInfiniteQuery({
      ...adoptionPeopleOptions(choice.of, { ...asked, limit: 500 }),
      pages: Number.POSITIVE_INFINITY,
    });
    const everybody = all.pages.flatMap((page) => page.users);
    return csvText(
      ['user'],
      everybody.map(({ userId }) => [userId]),
    );
  };
  return (
    <PeopleListSheet
      title={`${total === undefined ? 'Users' : `${formatCount(total)} ${total === 1 ? 'user' : 'users'}`} ${words}`}
      description="By user id."
      pages={people}
      shown={users.length}
      file={{ title: words, text }}
      count={metric?.count}
      onDisagree={() => metric?.recount()}
      {...{ total, onClose }}
    >
      {people.data ? (
        <Table
          caption="People"
          columns={[
            {
              id: 'who',
              header: 'User',
              isRowHeader: true,
              cell: ({ userId }) => <Copyable value={userId} label="user id" shown={48} />,
            },
          ]}
          rows={users}
          rowKey={({ userId }) => userId}
          empty="Nobody."
        />
      ) : null}
    </PeopleListSheet>
  );
}
