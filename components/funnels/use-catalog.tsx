'use client';

import { useQuery } from '@tanstack/react-query';
import type { ComboboxOption } from '#components/ui/match-options';
import { formatCompact } from '#lib/core/format';
import { formatRelative } from '#lib/core/format-time';
import { eventTypesQuery, propertiesQuery } from '#lib/events/client';

/** What is there to choose from in the period that is looked at. */
export interface Catalog {
  period: { from: string; to: string };
  eventTypes: ComboboxOption[];
  features: ComboboxOption[];
  properties: ComboboxOption[];
  isLoading: boolean;
}

const ANY_EVENT: ComboboxOption = { value: '*', label: 'any event', keywords: '*' };

/** Event types, features and properties of a period, with counts, as choices. */
export function useCatalog(period: { from: string; to: string }): Catalog {
  const types = useQuery({ ...eventTypesQuery(period), staleTime: 60_000 });
  const properties = useQuery({ ...propertiesQuery(period), staleTime: 60_000 });
  const now = new Date();
  const eventTypes = (types.data?.eventTypes ?? []).map(({ type, count, lastSeen }) => ({
    value: type,
    label: type,
    detail: `${formatCompact(count)} · ${formatRelative(lastSeen, now)}`,
  }));
  const features = (types.data?.features ?? []).map(({ feature, count }) => ({
    value: feature,
    label: feature,
    detail: formatCompact(count),
  }));
  return {
    period,
    eventTypes: [ANY_EVENT, ...eventTypes],
    features,
    properties: [
      ...(properties.data?.properties ?? []).map((name) => ({
        value: name,
        label: name,
        group: 'Properties',
      })),
      ...(properties.data?.fields ?? []).map((name) => ({
        value: name,
        label: name,
        group: 'Every event has',
      })),
    ],
    isLoading: types.isPending || properties.isPending,
  };
}

/** The commonest values of one property, as choices. */
export function usePropertyValues(period: { from: string; to: string }, property: string): ComboboxOption[] {
  const found = useQuery({
    ...propertiesQuery({ ...period, property }),
    enabled: property !== '',
    staleTime: 60_000,
  });
  return (found.data?.detail?.values ?? []).map(({ value, count }) => ({
    value,
    label: value,
    detail: formatCompact(count),
  }));
}
