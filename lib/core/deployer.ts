import type { Act, FunctionConfiguration, FunctionVersion, Invocation } from '#lib/core/functions';

/** A package to deploy: its bytes, or an object in S3 that AWS fetches by itself. */
export type Package =
  | { kind: 'zip'; bytes: Uint8Array }
  | { kind: 's3'; bucket: string; key: string; objectVersion: string | null };

/** What `$LATEST` is at this moment: the code and configuration that the next version is made of. */
export interface WorkingCopy {
  /** Base64, as AWS writes it. */
  codeSha256: string;
  codeBytes: number;
  /** Its own, which each update changes, and AWS by itself when an update has settled. */
  revisionId: string;
  /** AWS's own word; `Pending` takes no update. */
  state: string;
  /** `Successful`, `InProgress` or `Failed`. */
  updateStatus: string;
  updateReason: string | null;
  configuration: FunctionConfiguration;
}

interface CodeUpdate {
  functionName: string;
  code: Package;
  /** What the revision of `$LATEST` was when it was read. */
  revisionId: string;
}

interface Publication {
  functionName: string;
  /** Base64: what `$LATEST` must hold; AWS refuses when it holds something else. */
  codeSha256: string;
  revisionId: string;
  /** Kept with the version (at most 256 characters), so that one whose answer was lost is recognised as ours. */
  description: string;
}

/** What may make new versions of functions, and move nothing: credentials of its own. */
export interface FunctionDeployer {
  /** Refuses as `Functions` does. */
  latest(functionName: string, signal?: AbortSignal): Promise<WorkingCopy>;
  /** Puts code into `$LATEST`, which nobody is served from. It goes on after the answer: look at `latest`. */
  updateCode(update: CodeUpdate, signal?: AbortSignal): Promise<Act<WorkingCopy>>;
  /** Makes a version of `$LATEST`; where nothing changed since the newest one, that one is the answer. */
  publish(publication: Publication, signal?: AbortSignal): Promise<Act<FunctionVersion>>;
  /** Calls one version, before it has traffic. */
  invoke(functionName: string, version: number, signal?: AbortSignal): Promise<Act<Invocation>>;
}
