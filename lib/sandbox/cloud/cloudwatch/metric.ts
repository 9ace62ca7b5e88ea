export interface Metric {
  namespace: string;
  name: string;
  dimensions: Record<string, string>;
}

/** The same for the same metric, in whatever order its dimensions come. */
export function keyOf({ namespace, name, dimensions }: Metric): string {
  return JSON.stringify([namespace, name, Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
