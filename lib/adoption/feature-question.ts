import type { AdoptionView } from '#lib/adoption/url-state';

/** What every panel about one feature asks about. */
export interface FeatureQuestion {
  feature: string;
  from: string;
  to: string;
  timeZone: string;
  breakdown?: string;
  compare?: 'previous';
}

/** The question of a view about one feature. */
export function featureQuestion(
  feature: string,
  period: { from: string; to: string; timeZone: string },
  { breakdown, compare }: Pick<AdoptionView, 'breakdown' | 'compare'>,
): FeatureQuestion {
  return {
    feature,
    ...period,
    ...(breakdown === null ? {} : { breakdown }),
    ...(compare ? { compare: 'previous' as const } : {}),
  };
}
