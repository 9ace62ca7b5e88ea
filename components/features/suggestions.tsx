'use client';

import { useFeatureWrites } from '#components/features/use-feature-writes';
import { Button } from '#components/ui/button';
import { type Column, Table } from '#components/ui/table';
import { useToast } from '#components/ui/toast';
import type { FeatureSuggestion } from '#lib/adoption/answers';
import { creationOf, draftOf } from '#lib/adoption/feature-draft';
import { featureSentence } from '#lib/adoption/feature-sentence';
import { formatCount } from '#lib/core/format';

interface SuggestionsProps {
  suggestions: FeatureSuggestion[];
  /** Opens the form with it; null for those who only read. */
  onLook: ((suggestion: FeatureSuggestion) => void) | null;
}

/** Features that events name and nobody has defined, each with a definition guessed from its event types. */
export function Suggestions({ suggestions, onLook }: SuggestionsProps) {
  const columns: Column<FeatureSuggestion>[] = [
    {
      id: 'name',
      header: 'Feature',
      isRowHeader: true,
      sortBy: ({ name }) => name,
      cell: (suggestion) => (
        <div className="max-w-prose py-2">
          <span className="font-medium">{suggestion.name}</span>{' '}
          <code className="font-mono font-normal text-12 text-ink-3">{suggestion.key}</code>
          <p className="font-normal text-12 text-ink-2 text-pretty">
            {featureSentence({ ...suggestion, funnelId: null })}
          </p>
        </div>
      ),
    },
    {
      id: 'count',
      header: 'Events',
      align: 'end',
      hideBelow: 'sm',
      width: 'w-28',
      sortBy: ({ count }) => count,
      cell: ({ count }) => formatCount(count),
    },
    ...(onLook
      ? [
          {
            id: 'take',
            header: 'Take it',
            align: 'end' as const,
            width: 'sm:w-56',
            cell: (suggestion: FeatureSuggestion) => (
              <Take suggestion={suggestion} onLook={() => onLook(suggestion)} />
            ),
          },
        ]
      : []),
  ];
  return (
    <section aria-labelledby="suggestions" className="flex flex-col gap-3">
      <div>
        <h2 id="suggestions" className="font-semibold text-16">
          Not defined yet
        </h2>
        <p className="max-w-prose text-14 text-ink-2">
          Events name these features. What their events mean is guessed from the names of the types.
        </p>
      </div>
      <Table
        caption="Features that nobody has defined"
        columns={columns}
        rows={suggestions}
        rowKey={({ key }) => key}
      />
    </section>
  );
}

function Take({ suggestion, onLook }: { suggestion: FeatureSuggestion; onLook: () => void }) {
  const { create } = useFeatureWrites();
  const toast = useToast();
  const take = () =>
    create.mutate(creationOf(draftOf(suggestion)), {
      onError: (error) => toast({ title: error.message, tone: 'bad' }),
    });
  return (
    <span className="inline-flex flex-wrap justify-end gap-1 py-1">
      <Button size="small" variant="quiet" aria-label={`Look at ${suggestion.name} first`} onClick={onLook}>
        Look first…
      </Button>
      <Button
        size="small"
        aria-label={`Define ${suggestion.name}`}
        isLoading={create.isPending}
        onClick={take}
      >
        Define
      </Button>
    </span>
  );
}
