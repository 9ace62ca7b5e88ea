/** How an impact is found, for people to read beside the number. */
export const IMPACT_METHOD = {
  name: 'Coarsened exact matching of first uses with people at risk, adjusted for what is left',
  words:
    'Each first use is compared with people who were active in the same week, had done as much that day, and had not used the feature yet. ' +
    'They are alike in active days and events of the 28 days before, age of the account, platform, plan, and whether they had converted in those days; ' +
    'what is left of a difference in the first three is taken out by regression. Both are followed for the same time, and nothing that came later decides who is compared: ' +
    'people who begin to use the feature later stay in the comparison, which makes the difference smaller. ' +
    'It is a difference between groups, not proof that the feature caused it: what nobody recorded can still tell them apart.',
  source:
    'S. M. Iacus, G. King, G. Porro, "Causal inference without balance checking: coarsened exact matching", Political Analysis 20 (2012); ' +
    'Y. P. Li, K. J. Propert, P. R. Rosenbaum, "Balanced risk set matching", JASA 96 (2001); ' +
    'A. Abadie, G. W. Imbens, "Bias-corrected matching estimators", JBES 29 (2011); interval from the influence function (J. Hahn, Econometrica 66, 1998), clustered by user.',
} as const;
