import { openAthena } from '#lib/adapters/athena/open-athena';
import type { Log } from '#lib/core/ctx';
import type { Env } from '#lib/core/env';

/** Athena as the configuration names it; `readEnv` has refused one that is half named. */
export function openConfiguredAthena(env: Env, log: Log): ReturnType<typeof openAthena> {
  const settings = {
    region: env.AWS_REGION ?? '',
    workgroup: env.ATHENA_WORKGROUP,
    catalog: env.ATHENA_CATALOG,
    database: env.ATHENA_DATABASE ?? '',
    output: env.ATHENA_OUTPUT ?? '',
    freshnessSeconds: env.ATHENA_FRESHNESS_SECONDS,
  };
  return openAthena(settings, { log });
}
