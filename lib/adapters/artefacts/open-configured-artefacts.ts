import path from 'node:path';
import { openArtefacts } from '#lib/adapters/artefacts/open-artefacts';
import { openS3Artefacts } from '#lib/adapters/artefacts/s3-artefacts';
import { accountFor } from '#lib/adapters/aws/account';
import type { Artefacts } from '#lib/core/artefacts';
import type { Env } from '#lib/core/env';

// The sandbox's own, which it has from the start.
const SANDBOX_ARTEFACTS = 's3://careervp-artefacts/packages';

/** Keeps packages in the bucket that the configuration names, in the sandbox's own, or in the data folder. */
export async function openConfiguredArtefacts(env: Env): Promise<Artefacts & { close(): void }> {
  const files = await openArtefacts(path.resolve(env.FLIGHTDECK_DATA, 'artefacts'));
  const address = env.ARTEFACTS_S3 ?? (env.CLOUD === 'sandbox' ? SANDBOX_ARTEFACTS : undefined);
  if (address === undefined) return { ...files, close: () => undefined };
  const objects = await openS3Artefacts(accountFor(env, 'deploy'), address);
  return {
    ...objects,
    // What was kept before there was a bucket lies in the folder still.
    read: async (sha256) => (await objects.read(sha256)) ?? files.read(sha256),
  };
}
