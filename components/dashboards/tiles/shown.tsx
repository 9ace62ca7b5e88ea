import type { Named } from '#components/dashboards/use-named';

/** What all tiles of a dashboard are read with. */
export interface Shown {
  range: string;
  timeZone: string;
  period: { from: string; to: string; timeZone: string };
  /** Epoch milliseconds at which the page was asked for. */
  now: number;
  named: Named;
}
