import type { WorkingCopy } from '#lib/core/deployer';
import type { FunctionAlias, FunctionVersion } from '#lib/core/functions';
import { fakeVersion } from '#lib/testing/fake-functions';

/** An update of an alias as it is sent; what is left out stays as it is, a revision that is left out is not compared. */
export interface AliasUpdate {
  functionName: string;
  alias: string;
  toVersion?: number | '$LATEST' | undefined;
  second?: FunctionAlias['second'] | undefined;
  revisionId?: string | undefined;
  description?: string | undefined;
}

/** An alias that was changed, before and after. */
export interface AliasChange {
  functionName: string;
  before: FunctionAlias;
  after: FunctionAlias;
  at: number;
}

/** How Lambda refuses, by the status that it answers. */
export class LambdaRefusal extends Error {
  constructor(
    readonly status: 400 | 404 | 409 | 412,
    message: string,
  ) {
    super(message);
  }
}

interface MemoryFunction {
  versions: FunctionVersion[];
  aliases: Map<string, FunctionAlias>;
  /** Numbers are never given twice, whatever was deleted. */
  nextVersion: number;
  /** What the next version is made of, and what the newest was made of. */
  latest: { code: string; revisionId: string; settlesAt: number | null };
  publishedCode: string;
  /** When versions that were just published can be called. */
  readyAt: Map<number, number>;
}

/** How a call that changes `$LATEST`, or makes a version of it, is sent; what is left out is not compared. */
interface LatestCall {
  functionName: string;
  /** As AWS writes it: of the code that is sent, or that is to be there. */
  codeSha256: string;
  revisionId?: string | undefined;
}

const UPDATE_MS = 2_000;
const PUBLISH_MS = 2_000;
const { configuration: CONFIGURATION } = fakeVersion(1);

/** Lambda's versions and aliases with its rules, and nothing of its transport. */
export class MemoryLambda {
  readonly changes: AliasChange[] = [];
  private readonly functions = new Map<string, MemoryFunction>();
  private revisions = 0;

  constructor(private readonly clock: () => number) {}

  create(name: string): void {
    const latest = { code: '', revisionId: this.newRevision(), settlesAt: null };
    const made = { versions: [], aliases: new Map(), nextVersion: 1, latest, publishedCode: '' };
    this.functions.set(name, { ...made, readyAt: new Map() });
  }

  list(): string[] {
    return [...this.functions.keys()].sort();
  }

  versions(name: string): FunctionVersion[] {
    const { versions, readyAt } = this.get(name);
    return versions.map((one) =>
      (readyAt.get(one.version) ?? 0) > this.clock() ? { ...one, state: 'Pending' } : one,
    );
  }

  codeOf(name: string, version: number | '$LATEST'): string | undefined {
    return this.get(name).versions.find((one) => one.version === version)?.codeSha256;
  }

  aliases(name: string): FunctionAlias[] {
    return [...this.get(name).aliases.values()];
  }

  alias(name: string, alias: string): FunctionAlias {
    const found = this.get(name).aliases.get(alias);
    if (!found) throw new LambdaRefusal(404, `Cannot find alias ${alias} of ${name}.`);
    return found;
  }

  /** Uploads code and publishes it at once, as a pipeline does; code that is there already is no new version. */
  publish(functionName: string, codeSha256: string): number {
    this.updateCode({ functionName, codeSha256 });
    return this.makeVersion(functionName, '').version;
  }

  latest(name: string): WorkingCopy {
    const { latest } = this.get(name);
    const isSettled = latest.settlesAt === null || latest.settlesAt <= this.clock();
    // Becoming Successful gives a new revision, as any change does.
    if (isSettled && latest.settlesAt !== null)
      Object.assign(latest, { settlesAt: null, revisionId: this.newRevision() });
    return {
      codeSha256: latest.code,
      codeBytes: 1,
      revisionId: latest.revisionId,
      state: 'Active',
      updateStatus: isSettled ? 'Successful' : 'InProgress',
      updateReason: null,
      configuration: CONFIGURATION,
    };
  }

  updateCode({ functionName, codeSha256, revisionId }: LatestCall): WorkingCopy {
    this.assertChangeable(functionName, revisionId);
    const settlesAt = this.clock() + UPDATE_MS;
    this.get(functionName).latest = { code: codeSha256, revisionId: this.newRevision(), settlesAt };
    return this.latest(functionName);
  }

  /** Makes a version of what `$LATEST` holds; where nothing changed since the newest one, that one is the answer. */
  publishLatest({ functionName, codeSha256, revisionId, description }: LatestCall & { description: string }) {
    this.assertChangeable(functionName, revisionId);
    if (codeSha256 !== this.get(functionName).latest.code)
      throw new LambdaRefusal(400, 'The code is different from that in $LATEST.');
    const version = this.makeVersion(functionName, description);
    this.get(functionName).readyAt.set(version.version, this.clock() + PUBLISH_MS);
    return version;
  }

  private makeVersion(name: string, description: string): FunctionVersion {
    const found = this.get(name);
    const { code } = found.latest;
    const newest = found.versions.find(({ version }) => version === found.nextVersion - 1);
    if (newest && found.publishedCode === code) return newest;
    const publishedAt = new Date(this.clock());
    const made = fakeVersion(found.nextVersion, { codeSha256: code, publishedAt, description });
    found.nextVersion += 1;
    found.publishedCode = code;
    found.versions.push(made);
    return made;
  }

  private assertChangeable(name: string, revisionId: string | undefined): void {
    const { updateStatus, revisionId: present } = this.latest(name);
    if (updateStatus === 'InProgress') throw new LambdaRefusal(409, 'An update is in progress.');
    if (revisionId !== undefined && revisionId !== present) {
      throw new LambdaRefusal(412, 'The revision id provided does not match the latest revision id.');
    }
  }

  createAlias(name: string, alias: string, version: number): void {
    this.assertThere(name, version);
    const made = { name: alias, version, second: null, revisionId: this.newRevision(), description: '' };
    this.get(name).aliases.set(alias, made);
  }

  /** Every update is a new revision, also one that changes nothing. */
  updateAlias({ functionName, alias, revisionId, ...sent }: AliasUpdate): FunctionAlias {
    const before = this.alias(functionName, alias);
    if (revisionId !== undefined && revisionId !== before.revisionId) {
      throw new LambdaRefusal(412, 'The revision id provided does not match the latest revision id.');
    }
    const version = sent.toVersion ?? before.version;
    const second = sent.second === undefined ? before.second : sent.second;
    this.assertRouting(functionName, version, second);
    const description = sent.description ?? before.description;
    const after = { name: alias, version, second, description, revisionId: this.newRevision() };
    this.get(functionName).aliases.set(alias, after);
    this.changes.push({ functionName, before, after, at: this.clock() });
    return after;
  }

  deleteVersion(name: string, version: number): void {
    const found = this.get(name);
    this.assertThere(name, version);
    const holder = [...found.aliases.values()].find(
      (alias) => alias.version === version || alias.second?.version === version,
    );
    if (holder) throw new LambdaRefusal(409, `Version ${version} is in use by the alias ${holder.name}.`);
    found.versions = found.versions.filter((candidate) => candidate.version !== version);
  }

  /** The versions between which the alias's callers are shared at a time. */
  servedAt(name: string, alias: string, at: number): FunctionAlias {
    const later = this.changes.find(
      (change) => change.functionName === name && change.after.name === alias && change.at > at,
    );
    return later?.before ?? this.alias(name, alias);
  }

  private assertRouting(name: string, version: number | '$LATEST', second: FunctionAlias['second']): void {
    if (version !== '$LATEST') this.assertThere(name, version);
    if (second === null) return;
    if (version === '$LATEST') throw new LambdaRefusal(400, '$LATEST cannot share its traffic.');
    if (second.version === version) throw new LambdaRefusal(400, 'A version cannot share with itself.');
    this.assertThere(name, second.version);
  }

  private assertThere(name: string, version: number): void {
    if (this.get(name).versions.some((candidate) => candidate.version === version)) return;
    throw new LambdaRefusal(404, `Function not found: ${name}:${version}`);
  }

  private get(name: string): MemoryFunction {
    const found = this.functions.get(name);
    if (!found) throw new LambdaRefusal(404, `Function not found: ${name}`);
    return found;
  }

  private newRevision(): string {
    this.revisions += 1;
    return `r${this.revisions}`;
  }
}
