import type { SavedFeature } from '#lib/adoption/answers';
import type { FeatureCreation, FeatureDefinition } from '#lib/adoption/schema';

/** Events outside the feature's own life; nothing while no type is named. */
export interface RefDraft {
  types: string[];
  /** null: of any feature. */
  feature: string | null;
}

/** A feature as a form holds it, whole or not. */
export interface FeatureDraft {
  key: string;
  name: string;
  view: string[];
  use: string[];
  complete: string[];
  share: string[];
  funnelId: string | null;
  conversion: RefDraft;
  revenue: RefDraft;
}

export const NEW_FEATURE: FeatureDraft = {
  key: '',
  name: '',
  view: ['view'],
  use: ['use'],
  complete: ['complete'],
  share: ['share', 'invite'],
  funnelId: null,
  conversion: { types: [], feature: null },
  revenue: { types: [], feature: null },
};

type Described = Pick<SavedFeature, 'key' | 'name' | 'definition'> & { funnelId?: string | null };

/** The form of a saved or suggested feature. */
export function draftOf({ key, name, definition, funnelId = null }: Described): FeatureDraft {
  const { view, use, complete, share, conversion, revenue } = definition;
  return {
    key,
    name,
    view,
    use,
    complete,
    share,
    funnelId,
    conversion: refDraft(conversion),
    revenue: refDraft(revenue),
  };
}

/** What is stored of a form that `faultsOf` finds nothing wrong with. */
export function creationOf(draft: FeatureDraft): FeatureCreation {
  const { key, name, view, use, complete, share, funnelId, conversion, revenue } = draft;
  return {
    key: key.trim(),
    name: name.trim(),
    funnelId,
    definition: {
      view,
      use,
      complete,
      share,
      ...refOf('conversion', conversion),
      ...refOf('revenue', revenue),
    },
  };
}

export type FeatureField = keyof FeatureDraft;

/** What keeps a form from being saved, field by field. */
export function faultsOf(draft: FeatureDraft): Partial<Record<FeatureField, string>> {
  const hasUse = draft.use.length > 0 || draft.funnelId !== null;
  return {
    ...(draft.key.trim() === '' ? { key: 'Say which feature name its events carry.' } : {}),
    ...(draft.name.trim() === '' ? { name: 'Give it a name.' } : {}),
    ...(hasUse ? {} : { use: 'Name an event that means use, or choose a funnel.' }),
  };
}

function refDraft(ref: FeatureDefinition['conversion']): RefDraft {
  return { types: ref?.types ?? [], feature: ref?.feature ?? null };
}

function refOf<N extends 'conversion' | 'revenue'>(name: N, { types, feature }: RefDraft) {
  if (types.length === 0) return {};
  return { [name]: feature === null ? { types } : { types, feature } };
}
