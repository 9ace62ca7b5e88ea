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
  /** What was uploaded last. */
  code: string;
}

/** Lambda's versions and aliases with its rules, and nothing of its transport. */
export class MemoryLambda {
  readonly changes: AliasChange[] = [];
  private readonly functions = new Map<string, MemoryFunction>();
  private revisions = 0;

  constructor(private readonly clock: () => number) {}

  create(name: string): void {
    this.functions.set(name, { versions: [], aliases: new Map(), nextVersion: 1, code: '' });
  }

  list(): string[] {
    return [...this.functions.keys()].sort();
  }

  versions(name: string): FunctionVersion[] {
    return [...this.get(name).versions];
  }

  aliases(name: string): FunctionAlias[] {
    return [...this.get(name).aliases.values()];
  }

  alias(name: string, alias: string): FunctionAlias {
    const found = this.get(name).aliases.get(alias);
    if (!found) throw new LambdaRefusal(404, `Cannot find alias ${alias} of ${name}.`);
    return found;
  }

  /** Uploads code and publishes it; code that is there already is no new version. */
  publish(name: string, code: string): number {
    const found = this.get(name);
    const newest = found.versions.at(-1);
    if (newest && found.code === code) return newest.version;
    const version = found.nextVersion;
    found.nextVersion += 1;
    found.code = code;
    const publishedAt = new Date(this.clock());
    found.versions.push(fakeVersion(version, { codeSha256: code, publishedAt, description: '' }));
    return version;
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
