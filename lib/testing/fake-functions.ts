import type { FunctionAlias, Functions, FunctionVersion } from '#lib/core/functions';

export interface FakeFunction {
  versions: FunctionVersion[];
  aliases: FunctionAlias[];
}

/** Functions in memory that a test moves by hand; it counts how often it is asked. */
export function fakeFunctions(functions: Record<string, FakeFunction>): Functions & { asked: string[] } {
  const asked: string[] = [];
  const of = (name: string): FakeFunction => {
    const found = functions[name];
    if (!found) throw new Error(`no function ${name}`);
    return found;
  };
  return {
    asked,
    list: async () => {
      asked.push('list');
      return Object.keys(functions).sort();
    },
    versions: async (name) => {
      asked.push(`versions ${name}`);
      return structuredClone(of(name).versions);
    },
    aliases: async (name) => {
      asked.push(`aliases ${name}`);
      return structuredClone(of(name).aliases);
    },
  };
}

/** A version that can run; `changes` say what is special about it. */
export function fakeVersion(version: number, changes: Partial<FunctionVersion> = {}): FunctionVersion {
  return {
    version,
    codeSha256: `sha-${version}`,
    publishedAt: new Date(Date.UTC(2026, 1, version)),
    description: `deploy 3f2c1a${version}`,
    state: 'Active',
    stateReason: null,
    configuration: {
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      memoryMb: 128,
      timeoutSeconds: 3,
      role: 'role',
      architectures: ['arm64'],
      layers: [],
      environmentNames: [],
    },
    ...changes,
  };
}

/** `live`, with a revision that says where it stands. */
export function fakeAlias(
  version: FunctionAlias['version'],
  changes: Partial<FunctionAlias> = {},
): FunctionAlias {
  return { name: 'live', version, second: null, revisionId: `r-${version}`, description: '', ...changes };
}
