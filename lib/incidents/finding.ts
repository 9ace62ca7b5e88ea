import type { Look } from '#lib/incidents/item-decision';

/** What the product saw when it ticked an item, and where that is written. */
export interface Evidence {
  sentence: string;
  href: string | null;
}

/** What was found of an item: that it holds, that it does not yet, or that the product is unable to see it. */
export type Finding = ({ result: 'holds' } & Evidence) | Look;

export function holds(sentence: string, href: string | null): Finding {
  return { result: 'holds', sentence, href };
}

export function notYet(why: string): Look {
  return { result: 'not_yet', why };
}

export function unable(why: string): Look {
  return { result: 'unable', why };
}
