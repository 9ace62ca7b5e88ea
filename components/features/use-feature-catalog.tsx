'use client';

import { useQuery } from '@tanstack/react-query';
import type { ComboboxOption } from '#components/ui/match-options';
import { formatCompact } from '#lib/core/format';
import { eventTypesQuery } from '#lib/events/client';

export interface FeatureCatalog {
  /** Feature names that events carry. */
  features: ComboboxOption[];
  /** All event types, those of one feature first. */
  typesFor: (key: string) => ComboboxOption[];
  isLoading: boolean;
}

/** What events there are to choose from, with counts. */
export function useFeatureCatalog(period: { from: string; to: string }): FeatureCatalog {
  const found = useQuery({ ...eventTypesQuery(period), staleTime: 60_000 });
  const types = found.data?.eventTypes ?? [];
  return {
    features: (found.data?.features ?? []).map(({ feature, count }) => ({
      value: feature,
      label: feature,
      detail: formatCompact(count),
    })),
    typesFor: (key) => {
      const options = types.map(({ type, count, features }) => {
        const own = features.find(({ feature }) => feature === key);
        const group = own ? `Events of ${key}` : 'Other events';
        return {
          value: type,
          label: type,
          detail: formatCompact(own?.count ?? count),
          group,
          isOwn: own !== undefined,
        };
      });
      return [...options.filter(({ isOwn }) => isOwn), ...options.filter(({ isOwn }) => !isOwn)].map(
        ({ isOwn: _, ...option }) => option,
      );
    },
    isLoading: found.isPending,
  };
}
