import { Behaviour, packageOf } from '#lib/sandbox/cloud/code/behaviour';
import type { Random } from '#lib/sandbox/cloud/frame/random';
import { ACCOUNT } from '#lib/sandbox/cloud/frame/world';
import { type Functions, LATEST } from '#lib/sandbox/cloud/lambda/functions';
import type { Configuration, Version } from '#lib/sandbox/cloud/lambda/model';
import { publish } from '#lib/sandbox/cloud/lambda/publish';
import type { Member } from '#lib/sandbox/cloud/seed/fleet';
import type { Release, Service } from '#lib/sandbox/cloud/seed/version-history';

const HANDLING_SINCE = 4;

/** A function with its past: every release a version, each as old as it is, and `live` where it is now. */
export function seedFunction(
  functions: Functions,
  member: Member,
  { releases, services }: { releases: readonly Release[]; services: readonly Service[] },
  random: Random,
): void {
  functions.functions.put(member.name, {
    name: member.name,
    lastNumber: 0,
    tags: { application: 'careervp', environment: 'prod', 'aws:cloudformation:stack-name': stackOf(member) },
  });
  for (const release of releases) {
    const latest = functions.putVersion(latestOf(functions, member, release, random));
    const published = publish(functions, latest, `${release.commit} ${release.message}`);
    const usedUntil = Math.max(
      release.at,
      ...services.filter(({ version }) => version === release.version).map(({ to }) => to),
    );
    const { settlesAt: _, stateReasonCode: __, ...settled } = published;
    functions.putVersion({
      ...settled,
      state: 'Active',
      modifiedAt: release.at,
      lastUsedAt: Math.min(usedUntil, functions.world.now()),
    });
  }
  seedAlias(functions, member, services.at(-1)?.version ?? 1, random);
}

/** The stack that a function belongs to. */
export function stackOf({ name }: Member): string {
  return /auth|profile|billing|notifications/.test(name)
    ? 'careervp-prod-platform'
    : 'careervp-prod-documents';
}

function latestOf({ world }: Functions, member: Member, release: Release, random: Random): Version {
  const { medianMs, p95Ms, errorRate } = member;
  const bad = {
    errorRate: 0.22,
    errorType: 'TypeError',
    errorMessage: "Cannot read properties of undefined (reading 'company')",
  };
  const behaviour = { medianMs, p95Ms, errorRate, commit: release.commit, ...(release.isBad ? bad : {}) };
  const code = packageOf(Behaviour.parse(behaviour));
  const blob = world.blobs.put(code);
  return {
    functionName: member.name,
    version: LATEST,
    blob,
    codeSha256: Buffer.from(blob, 'hex').toString('base64'),
    codeSize: code.length,
    settings: configurationOf(member, release),
    modifiedAt: release.at,
    lastUsedAt: world.now(),
    revisionId: random.uuid(),
    state: 'Active',
    lastUpdateStatus: 'Successful',
  };
}

/** Configurations grow with time: more memory, another variable. */
function configurationOf(member: Member, { version }: Release): Configuration {
  const isGrown = version > member.versions / 2;
  const tables = Object.fromEntries(member.tables.map((table, at) => [`TABLE_${at + 1}`, table]));
  return {
    description: '',
    role: `arn:aws:iam::${ACCOUNT}:role/${member.name}`,
    runtime: isGrown ? 'nodejs20.x' : 'nodejs18.x',
    entryPoint: 'index.handler',
    timeoutSeconds: 30,
    memoryMb: isGrown ? 512 : 256,
    environment: {
      STAGE: 'prod',
      LOG_LEVEL: 'info',
      ...tables,
      ...(version >= member.versions - HANDLING_SINCE ? { MODEL_TIMEOUT_MS: '20000' } : {}),
    },
    layers: [],
    architectures: ['arm64'],
  };
}

function seedAlias(
  functions: Functions,
  { name, oddity, versions }: Member,
  live: number,
  random: Random,
): void {
  const common = { functionName: name, name: 'live', description: '', revisionId: random.uuid() };
  if (oddity === 'latest') functions.putAlias({ ...common, version: LATEST });
  else if (oddity === 'canary') {
    const extra = { version: String(versions), weight: 0.1 };
    functions.putAlias({ ...common, version: String(versions - 1), extra });
  } else functions.putAlias({ ...common, version: String(live) });
}
