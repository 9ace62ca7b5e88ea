import { createHash } from 'node:crypto';
import type { Functions } from '#lib/sandbox/cloud/lambda/functions';
import type { Version } from '#lib/sandbox/cloud/lambda/model';

/**
 * Makes a numbered version of what `$LATEST` is. When nothing has changed since the newest one, that one is the
 * answer and no number is given; numbers never come again.
 */
export function publish(functions: Functions, latest: Version, description?: string): Version {
  const { world } = functions;
  const owner = functions.get(latest.functionName);
  const publishedFrom = createHash('sha256')
    .update(JSON.stringify([latest.codeSha256, latest.settings]))
    .digest('hex');
  const newest = functions.findVersion(owner.name, String(owner.lastNumber));
  if (newest?.publishedFrom === publishedFrom) return newest;
  functions.functions.put(owner.name, { ...owner, lastNumber: owner.lastNumber + 1 });
  return functions.putVersion({
    ...latest,
    version: String(owner.lastNumber + 1),
    settings: { ...latest.settings, description: description || latest.settings.description },
    publishedFrom,
    modifiedAt: world.now(),
    lastUsedAt: world.now(),
    revisionId: world.random.uuid(),
    state: 'Pending',
    stateReasonCode: 'Creating',
    lastUpdateStatus: 'Successful',
    settlesAt: world.now() + world.settings.publishMs,
  });
}
