import type { Kind } from '#lib/changes/plans';

/** Kinds whose work takes minutes and looks at each step whether somebody wants it stopped; all others end by themselves. */
const STOPPABLE: readonly Kind[] = ['deploy'];

/** Whether a change of this kind may be left half-way, and takes back what it moved. */
export function isStoppable(kind: Kind): boolean {
  return STOPPABLE.includes(kind);
}
