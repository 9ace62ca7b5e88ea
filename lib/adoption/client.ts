import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { PeopleAnswer, SavedFeature, SavedFeatures, SuggestionsAnswer } from '#lib/adoption/answers';
import type { DailyRow } from '#lib/adoption/daily';
import type { ImpactAnswer } from '#lib/adoption/impact-answers';
import type { HeadlineAnswer, OverviewAnswer } from '#lib/adoption/overview-answers';
import type { PeopleChoice } from '#lib/adoption/people-choice';
import type {
  AdoptionQuery,
  DailyQuery,
  FeatureCreation,
  FeatureUpdate,
  ImpactQuery,
  LifecycleQuery,
  OverviewQuery,
  RetentionQuery,
  StickinessQuery,
} from '#lib/adoption/schema';
import type {
  AdoptionAnswer,
  DailyAnswer,
  LifecycleAnswer,
  PowerCurveAnswer,
  RetentionAnswer,
  StickinessAnswer,
} from '#lib/adoption/usage-answers';
import { canonicalJson } from '#lib/core/canonical-json';
import { fetchJson } from '#lib/core/fetch-json';

const FEATURES = '/api/features';
const ADOPTION = '/api/adoption';

/** Every key begins with `adoption`; definitions go on with `features`, answers with `answers`. */
export const adoptionKeys = {
  all: ['adoption'] as const,
  features: ['adoption', 'features'] as const,
  answers: ['adoption', 'answers'] as const,
};

/** What a route is asked, as it stands in its address. */
type Asked<T extends z.ZodType> = z.input<T>;

export function savedFeaturesOptions() {
  return queryOptions({
    queryKey: [...adoptionKeys.features, 'list'],
    queryFn: ({ signal }) => fetchJson<SavedFeatures>(`${FEATURES}?limit=500`, { signal }),
  });
}

/** One defined feature, as it is now. */
export function savedFeatureOptions(id: string) {
  return queryOptions({
    queryKey: [...adoptionKeys.features, id],
    queryFn: ({ signal }) => fetchJson<SavedFeature>(`${FEATURES}/${id}`, { signal }),
  });
}

/** Features that events name and nobody has defined, and events that no definition names. */
export function featureSuggestionsOptions(period: { from: string; to: string }) {
  return queryOptions({
    queryKey: [...adoptionKeys.features, 'suggestions', period],
    queryFn: ({ signal }) =>
      fetchJson<SuggestionsAnswer>(`${FEATURES}/suggestions?${searchOf(period)}`, { signal }),
    staleTime: 60_000,
  });
}

/** The metrics of one feature, or of all; with `compare: 'previous'` also those of the period before. */
export function adoptionOptions(query: Asked<typeof AdoptionQuery>) {
  // Impacts take seconds and would hold up the rest: impactOptions asks for them.
  return answerOptions<AdoptionAnswer>('', { ...query, impact: 'false' });
}

/** How users of a feature differ from comparable people: it takes seconds, so a page asks for it by itself. */
export function impactOptions(query: Asked<typeof ImpactQuery>) {
  return answerOptions<ImpactAnswer>('/impact', query);
}

/** All defined features side by side, against the period before. */
export function overviewOptions(query: Asked<typeof OverviewQuery>) {
  return answerOptions<OverviewAnswer>('/overview', query);
}

/** What changed most surely, since when and in whom: takes longer than the overview. */
export function headlineOptions(query: Asked<typeof OverviewQuery>) {
  return answerOptions<HeadlineAnswer>('/headline', query);
}

/** Usage by feature and day, the newest day first. */
export function dailyUsageOptions(query: Asked<typeof DailyQuery>) {
  return answerOptions<DailyRow[]>('/daily', query);
}

/** The total rows of daily usage, and how they came about. */
export function dailyTotalsOptions(query: Asked<typeof DailyQuery>) {
  return answerOptions<Omit<DailyAnswer, 'rows'>>('/daily/totals', query);
}

export function retentionOptions(query: Asked<typeof RetentionQuery>) {
  return answerOptions<RetentionAnswer>('/retention', query);
}

export function stickinessOptions(query: Asked<typeof StickinessQuery>) {
  return answerOptions<StickinessAnswer>('/stickiness', query);
}

export function lifecycleOptions(query: Asked<typeof LifecycleQuery>) {
  return answerOptions<LifecycleAnswer>('/lifecycle', query);
}

export function powerCurveOptions(query: Asked<typeof StickinessQuery>) {
  return answerOptions<PowerCurveAnswer>('/power-users', query);
}

/** The people behind one number, page by page, by user id; `asked` is the number's own question and which one it is. */
export function adoptionPeopleOptions(of: PeopleChoice['of'], asked: Record<string, unknown>) {
  const path = `/users/${of}`;
  return infiniteQueryOptions({
    queryKey: [...adoptionKeys.answers, path, canonicalJson(asked)],
    queryFn: ({ signal, pageParam }) =>
      fetchJson<PeopleAnswer>(
        `${ADOPTION}${path}?${searchOf({ ...asked, cursor: pageParam ?? undefined })}`,
        {
          signal,
        },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function createFeatureMutation() {
  return mutationOptions({
    mutationKey: [...adoptionKeys.features, 'create'],
    mutationFn: (body: Asked<typeof FeatureCreation>) =>
      fetchJson<SavedFeature>(FEATURES, { method: 'POST', body }),
  });
}

/** Refused with `conflict` when somebody saved a newer version meanwhile. */
export function updateFeatureMutation() {
  return mutationOptions({
    mutationKey: [...adoptionKeys.features, 'update'],
    mutationFn: ({ id, ...body }: Asked<typeof FeatureUpdate> & { id: string }) =>
      fetchJson<SavedFeature>(`${FEATURES}/${id}`, { method: 'PUT', body }),
  });
}

export function deleteFeatureMutation() {
  return mutationOptions({
    mutationKey: [...adoptionKeys.features, 'delete'],
    mutationFn: (id: string) => fetchJson<void>(`${FEATURES}/${id}`, { method: 'DELETE' }),
  });
}

// The old numbers stay on the page while new ones are counted; aborting the query cancels the work on the server.
function answerOptions<T>(path: string, query: object) {
  return queryOptions({
    queryKey: [...adoptionKeys.answers, path, canonicalJson(query)],
    queryFn: ({ signal }) => fetchJson<T>(`${ADOPTION}${path}?${searchOf(query)}`, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

function searchOf(query: object): URLSearchParams {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
}
