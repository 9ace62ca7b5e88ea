'use client';

import { useMemo } from 'react';
import { Combobox } from '#components/ui/combobox';
import type { ComboboxOption } from '#components/ui/match-options';

interface TimeZonePickerProps {
  value: string;
  onValueChange: (timeZone: string) => void;
  /** `field` looks like an input; `inline` like a word in a sentence. */
  look?: 'field' | 'inline';
}

/** In which zone a day begins. UTC and the reader's own zone stand first. */
export function TimeZonePicker({ value, onValueChange, look = 'field' }: TimeZonePickerProps) {
  const options = useMemo(zoneOptions, []);
  return (
    <Combobox
      label="Time zone of the days"
      look={look}
      options={options}
      value={value}
      onValueChange={onValueChange}
      searchPlaceholder="City or zone…"
      {...(look === 'field' ? { className: 'w-auto! max-w-56 bg-surface' } : {})}
    />
  );
}

function zoneOptions(): ComboboxOption[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const near = [...new Set(['UTC', own])].map((zone) => ({
    ...optionOf(zone),
    group: 'Near at hand',
    ...(zone === own ? { detail: 'this device' } : {}),
  }));
  const others = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC' && zone !== own);
  return [...near, ...others.map((zone) => ({ ...optionOf(zone), group: 'All zones' }))];
}

function optionOf(zone: string): ComboboxOption {
  return { value: zone, label: zone.replaceAll('_', ' '), keywords: zone };
}
