'use client';

import { useState } from 'react';
import { applyTheme } from '#components/shell/theme';
import type { Theme } from '#lib/core/theme';

const CHOICES: { value: Theme; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** The theme of this browser; it changes at once. */
export function ThemeChoice({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  return (
    <fieldset className="flex flex-wrap gap-4">
      <legend className="sr-only">Theme</legend>
      {CHOICES.map(({ value, label }) => (
        <label key={value} className="inline-flex min-h-6 items-center gap-2">
          <input
            type="radio"
            name="theme"
            className="size-4 accent-accent"
            checked={theme === value}
            onChange={() => {
              setTheme(value);
              void applyTheme(value);
            }}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
