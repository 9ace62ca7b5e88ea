/** The rates of a feature, each in words: what was counted, of whom. */
export const DEFINITIONS = {
  adoptionRate: 'Users who tried the feature, of all users with any event in the period.',
  activationRate: 'Users who tried and completed it in the period, of those who tried it.',
  repeatUsageRate: 'Users with a use event on at least two days of the period, of those who tried it.',
  discovery: 'Users who saw the feature, of all users with any event in the period.',
  activation: 'Users who attempted the feature, of all users with any event in the period.',
  retention7d:
    'Users who tried it again on a later day, at most 7 days after their first try in the period; of those for whom these days are over.',
  retention30d:
    'Users who tried it again on a later day, at most 30 days after their first try in the period; of those for whom these days are over.',
  referral: 'Users who shared the feature or invited to it, of all users with any event in the period.',
  powerUserRate: 'Users who tried the feature in the period, of those who were power users before it began.',
} as const;

export type RateName = keyof typeof DEFINITIONS;
