'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { periodIn } from '#lib/adoption/url-state';
import { isTimeZone } from '#lib/core/time-zone';
import { isRange } from '#lib/funnels/period';

const PARSERS = { range: parseAsString, tz: parseAsString };

const NOTHING_SAID = { range: null, tz: null };

interface Span {
  range: string;
  timeZone: string;
}

export interface Reading extends Span {
  /** The half-open period that is read, with its zone. */
  period: { from: string; to: string; timeZone: string };
  /** Whether the link says something else than the dashboard. */
  isOverridden: boolean;
  change: (changes: Partial<Span>) => void;
  /** Back to what the dashboard says. */
  reset: () => void;
}

/**
 * What a reader looks at: the dashboard's own period and zone, changed by what the link says. Who edits looks at what
 * they edit.
 */
export function useReading(saved: Span, now: number, isEditing: boolean): Reading {
  const [said, setLink] = useQueryStates(PARSERS, { history: 'push' });
  const link = isEditing ? NOTHING_SAID : said;
  const range = link.range && isRange(link.range) ? link.range : saved.range;
  const timeZone = link.tz && isTimeZone(link.tz) ? link.tz : saved.timeZone;
  const period = useMemo(() => periodIn({ range, timeZone }, new Date(now)), [range, timeZone, now]);
  const change = (changes: Partial<Span>) => {
    const next = { range, timeZone, ...changes };
    void setLink({
      range: next.range === saved.range ? null : next.range,
      tz: next.timeZone === saved.timeZone ? null : next.timeZone,
    });
  };
  const isOverridden = range !== saved.range || timeZone !== saved.timeZone;
  return { range, timeZone, period, isOverridden, change, reset: () => void setLink(null) };
}
