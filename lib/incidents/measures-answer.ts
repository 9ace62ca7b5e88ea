import type { MEASURE_DEFINITIONS, Measures } from '#lib/incidents/measures';

/** The measures of an environment and a period as they are served. */
export interface ServedMeasures extends Measures {
  environment: string;
  /** Every environment of which there are records. */
  environments: string[];
  period: { from: string; to: string };
  /** By week, from Monday (UTC); the last may not be over. */
  weeks: (Measures & { from: string; to: string; isIncomplete: boolean })[];
  definitions: typeof MEASURE_DEFINITIONS;
  /** Since when deployments are seen at all; null when none was. */
  observedSince: string | null;
}
