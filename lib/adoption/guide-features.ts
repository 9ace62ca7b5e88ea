/** The features that every installation begins with, each with the name of its funnel. */
export const GUIDE_FEATURES = [
  { key: 'cover_letter', name: 'Cover letter', funnel: 'Cover letter' },
  { key: 'vpr_generator', name: 'VPR generator', funnel: 'VPR generator' },
] as const;
