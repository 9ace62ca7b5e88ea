export const THEMES = ['light', 'dark', 'system'] as const;

export type Theme = (typeof THEMES)[number];

/** Read by the server before the first byte, so that no page ever flashes in the other theme. */
export const THEME_COOKIE = 'theme';
