import type { SeenStack } from '#lib/core/live';

export interface AliasOwner {
  /** The stack's name. */
  stack: string;
  /** Where its template puts the alias; null where that cannot be read. */
  version: number | null;
}

/** The stack that made an alias and moves it; null for one that no stack owns. */
export function aliasOwner(
  stacks: readonly SeenStack[],
  functionName: string,
  aliasName: string,
): AliasOwner | null {
  for (const { name, aliases } of stacks) {
    const owned = aliases.find((one) => one.functionName === functionName && one.alias === aliasName);
    if (owned) return { stack: name, version: owned.version };
  }
  return null;
}
