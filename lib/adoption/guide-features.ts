/** A person begins to pay: what using a feature is hoped to lead to. */
const SUBSCRIBE = { types: ['subscribe'] };

/** The features that every installation begins with, each with the name of its funnel. */
export const GUIDE_FEATURES = [
  { key: 'cover_letter', name: 'Cover letter', funnel: 'Cover letter' },
  { key: 'vpr_generator', name: 'VPR generator', funnel: 'VPR generator' },
] as const;

/** What they are defined with, beside what every definition begins with. */
export const GUIDE_DEFINITION = { conversion: SUBSCRIBE, revenue: SUBSCRIBE };
