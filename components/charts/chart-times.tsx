'use client';

import { createContext, useContext, useEffect } from 'react';

/** Tells the frame around a chart which times it shows, so that the frame can name what is known of them. */
export const ChartTimesContext = createContext<(starts: readonly string[]) => void>(() => {});

/** @param starts ISO instants at which the chart's buckets begin; the same array as long as they are the same. */
export function useAnnouncedTimes(starts: readonly string[]): void {
  const announce = useContext(ChartTimesContext);
  useEffect(() => announce(starts), [announce, starts]);
}
