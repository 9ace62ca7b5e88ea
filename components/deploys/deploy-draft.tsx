import type { ChangeRequest } from '#lib/changes/schema';
import type { LiveFunction } from '#lib/functions/answers';

export type Way = 'at-once' | 'careful' | 'halves';

/** The shares of the traffic that each way goes through. */
const PERCENTS: Record<Way, number[]> = {
  'at-once': [100],
  halves: [50, 100],
  careful: [10, 50, 100],
};

/** What somebody has filled in of a deploy. */
export interface DeployDraft {
  from: 'file' | 's3';
  file: File | null;
  bucket: string;
  key: string;
  objectVersion: string;
  sha256: string;
  description: string;
  way: Way;
  minutes: string;
  reason: string;
}

export const EMPTY_DRAFT: DeployDraft = {
  from: 'file',
  file: null,
  bucket: '',
  key: '',
  objectVersion: '',
  sha256: '',
  description: '',
  way: 'careful',
  minutes: '5',
  reason: '',
};

const MIB = 1024 ** 2;
const MOST_MIB = 50;

/** Everything that is still missing or wrong, at once. */
export function missingOf(draft: DeployDraft): string[] {
  const said: string[] = [];
  if (draft.from === 'file') {
    if (!draft.file) said.push('Choose the package.');
    else if (draft.file.size > MOST_MIB * MIB) {
      said.push(`The package is larger than ${MOST_MIB} MiB: put it into S3 and name the object.`);
    }
  } else {
    if (draft.bucket.trim() === '' || draft.key.trim() === '') said.push('Name the bucket and the key.');
    if (!/^[0-9a-f]{64}$/.test(draft.sha256.trim())) said.push('Give the SHA-256 as 64 hex digits.');
  }
  if (draft.reason.trim() === '') said.push('Say why.');
  return said;
}

/** The plan to ask for; `artefact` is the hash under which an uploaded package is kept. */
export function requestOf(
  { name, environment, alias }: Pick<LiveFunction, 'name' | 'environment' | 'alias'>,
  draft: DeployDraft,
  artefact: string | null,
): ChangeRequest {
  const { bucket, key, objectVersion, sha256 } = draft;
  const object = {
    bucket: bucket.trim(),
    key: key.trim(),
    sha256: sha256.trim(),
    ...(objectVersion.trim() === '' ? {} : { objectVersion: objectVersion.trim() }),
  };
  return {
    kind: 'deploy',
    environment,
    function: name,
    alias,
    reason: draft.reason.trim(),
    description: draft.description.trim(),
    code: artefact === null ? object : { artefact },
    steps: PERCENTS[draft.way].map((percent) => ({ percent, minutes: Number(draft.minutes) })),
  };
}
