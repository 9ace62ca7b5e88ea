import { environmentOf } from '#lib/core/environment-of';
import type { HealthEndpoint } from '#lib/functions/health-schema';

/** Where a function's health is asked: at its own address, else at its environment's; null when neither is known. */
export function healthAddress(endpoints: readonly HealthEndpoint[], functionName: string): string | null {
  const own = endpoints.find((one) => one.function === functionName);
  const environment = environmentOf(functionName);
  const common = endpoints.find((one) => one.function === null && one.environment === environment);
  return (own ?? common)?.url.replaceAll('{function}', functionName) ?? null;
}
