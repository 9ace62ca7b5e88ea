import type { Trouble } from '#lib/core/sandbox-controls';
import type { ServedTrouble } from '#lib/rehearsals/schema';

export function servedTrouble({ functionName, kind, from, to }: Trouble): ServedTrouble {
  return { function: functionName, kind, from: from.toISOString(), to: to.toISOString() };
}
