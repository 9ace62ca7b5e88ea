import type { FunctionAlias } from '#lib/core/functions';

/** Whether the callers of an alias are served as before, whatever else of it was changed. */
export function servesTheSame(one: FunctionAlias, other: FunctionAlias): boolean {
  return (
    one.version === other.version &&
    one.second?.version === other.second?.version &&
    one.second?.weight === other.second?.weight
  );
}
