import type { FunctionConfiguration } from '#lib/core/functions';

const NAMES: Record<Exclude<keyof FunctionConfiguration, 'environmentNames'>, string> = {
  runtime: 'runtime',
  handler: 'handler',
  memoryMb: 'memory',
  timeoutSeconds: 'timeout',
  role: 'role',
  architectures: 'architecture',
  layers: 'layers',
};

/**
 * What is configured otherwise in one version than in another, by name. Of environment variables only those are seen
 * that came or went: their values are never read.
 */
export function changedBetween(later: FunctionConfiguration, earlier: FunctionConfiguration): string[] {
  const settings = Object.entries(NAMES).flatMap(([key, name]) => {
    const read = (configuration: FunctionConfiguration) => `${configuration[key as keyof typeof NAMES]}`;
    return read(later) === read(earlier)
      ? []
      : [`${name}: ${read(earlier) || 'none'} → ${read(later) || 'none'}`];
  });
  const came = later.environmentNames.filter((name) => !earlier.environmentNames.includes(name));
  const went = earlier.environmentNames.filter((name) => !later.environmentNames.includes(name));
  return [
    ...settings,
    ...came.map((name) => `environment variable ${name} added`),
    ...went.map((name) => `environment variable ${name} removed`),
  ];
}
