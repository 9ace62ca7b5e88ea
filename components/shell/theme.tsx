'use client';

import { fetchJson } from '#lib/core/fetch-json';
import type { Theme } from '#lib/core/theme';

/** Shows a theme at once, and has the server keep it for this browser. Rejects when it could not be kept. */
export function applyTheme(theme: Theme): Promise<void> {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  return fetchJson<void>('/api/theme', { method: 'PUT', body: { theme } });
}

/** What the page shows now, whoever decided it. */
function shownTheme(): 'light' | 'dark' {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** To the other theme than the one that is shown. */
export function switchTheme(): Promise<void> {
  return applyTheme(shownTheme() === 'dark' ? 'light' : 'dark');
}
