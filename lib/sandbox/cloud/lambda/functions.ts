import type { Collection } from '#lib/sandbox/cloud/frame/store';
import type { World } from '#lib/sandbox/cloud/frame/world';
import type { Alias, LambdaFunction, Provisioned, Version } from '#lib/sandbox/cloud/lambda/model';
import { arnOf } from '#lib/sandbox/cloud/lambda/names';
import { noAlias, notFound, stale } from '#lib/sandbox/cloud/lambda/refusals';

export const LATEST = '$LATEST';

/** All functions with their versions and aliases, as they are now: what was to happen by itself has happened. */
export class Functions {
  readonly functions: Collection<LambdaFunction>;
  private readonly versions: Collection<Version>;
  private readonly aliases: Collection<Alias>;
  readonly provisioned: Collection<Provisioned>;

  constructor(readonly world: World) {
    this.functions = world.store.collection('lambda.functions');
    this.versions = world.store.collection('lambda.versions');
    this.aliases = world.store.collection('lambda.aliases');
    this.provisioned = world.store.collection('lambda.provisioned');
  }

  get(name: string): LambdaFunction {
    const found = this.functions.get(name);
    if (!found) throw notFound(arnOf(name));
    return found;
  }

  /** `$LATEST` first, then by number. */
  versionsOf(name: string): Version[] {
    const numbered = Array.from({ length: this.get(name).lastNumber }, (_, at) => String(at + 1));
    return [LATEST, ...numbered]
      .map((version) => this.findVersion(name, version))
      .filter((version) => version !== undefined);
  }

  findVersion(name: string, version: string): Version | undefined {
    const found = this.versions.get(`${name} ${version}`);
    return found && this.settled(found);
  }

  /** The version that a qualifier names: a number, `$LATEST`, or an alias (then the alias's main version). */
  versionAt(name: string, qualifier = LATEST): Version {
    const number = this.findAlias(name, qualifier)?.version ?? qualifier;
    const found = this.findVersion(this.get(name).name, number);
    if (!found) throw notFound(arnOf(name, qualifier));
    return found;
  }

  putVersion(version: Version): Version {
    return this.versions.put(`${version.functionName} ${version.version}`, version);
  }

  deleteVersion(name: string, version: string): void {
    this.versions.delete(`${name} ${version}`);
  }

  aliasesOf(name: string): Alias[] {
    return this.aliases
      .list()
      .filter(({ functionName }) => functionName === name)
      .map((alias) => this.shifted(alias))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  findAlias(name: string, alias: string): Alias | undefined {
    const found = this.aliases.get(`${name} ${alias}`);
    return found && this.shifted(found);
  }

  aliasAt(name: string, alias: string): Alias {
    const found = this.findAlias(this.get(name).name, alias);
    if (!found) throw noAlias(arnOf(name, alias));
    return found;
  }

  putAlias(alias: Alias): Alias {
    return this.aliases.put(`${alias.functionName} ${alias.name}`, alias);
  }

  deleteAlias(name: string, alias: string): void {
    this.aliases.delete(`${name} ${alias}`);
  }

  /** Refuses a caller who has seen another state than this. */
  assertRevision(revisionId: string | undefined, current: { revisionId: string }): void {
    if (revisionId !== undefined && revisionId !== current.revisionId) throw stale();
  }

  /** Becoming Active or Successful gives a new RevisionId, as any change does. */
  private settled(version: Version): Version {
    const now = this.world.now();
    if (version.settlesAt !== undefined && now >= version.settlesAt) {
      const { settlesAt: _, stateReasonCode: __, ...rest } = version;
      return this.putVersion({
        ...rest,
        state: 'Active',
        lastUpdateStatus: 'Successful',
        revisionId: this.world.random.uuid(),
        lastUsedAt: Math.max(version.lastUsedAt, version.settlesAt),
      });
    }
    const isIdle = version.state === 'Active' && now - version.lastUsedAt > this.world.settings.idleMs;
    return isIdle ? this.putVersion({ ...version, state: 'Inactive', stateReasonCode: 'Idle' }) : version;
  }

  /** When provisioned concurrency has arrived, AWS takes its own weight away. */
  private shifted(alias: Alias): Alias {
    if (alias.provisioningUntil === undefined || this.world.now() < alias.provisioningUntil) return alias;
    const { provisioningUntil: _, extra: __, ...rest } = alias;
    return this.putAlias({ ...rest, revisionId: this.world.random.uuid() });
  }
}
