const PREFIX = 'careervp-prod-';

/** Which functions of the demo use which of its tables. */
export const DEMO_USES: Record<string, string[]> = {
  [`${PREFIX}users`]: ['auth', 'billing', 'profile'].map((name) => `${PREFIX}${name}`),
  [`${PREFIX}documents`]: ['cover-letter', 'cv-tailor', 'export', 'vpr-generator'].map(
    (name) => `${PREFIX}${name}`,
  ),
};
