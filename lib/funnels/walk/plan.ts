import type { FunnelDefinition } from '#lib/funnels/schema';

/** A definition as the walk reads it. Steps count from 1; bit k - 1 of a mask is step k. */
export interface Plan {
  stepCount: number;
  /** Whether a run may leave step k out, at k - 1. */
  isOptional: boolean[];
  lastRequired: number;
  windowMs: number;
  order: FunnelDefinition['order'];
  /** Bit e of an exclusion mask is this list's e-th; it spoils runs whose furthest step m has after ≤ m < before. */
  exclusions: { after: number; before: number }[];
  isHeld: boolean;
}

export function planOf(definition: FunnelDefinition): Plan {
  const isOptional = definition.steps.map(({ optional }) => optional);
  return {
    stepCount: isOptional.length,
    isOptional,
    lastRequired: isOptional.lastIndexOf(false) + 1,
    windowMs: definition.windowSeconds * 1000,
    order: definition.order,
    exclusions: (definition.exclusions ?? []).map(({ between: [after, before] }) => ({ after, before })),
    isHeld: definition.holdConstant !== undefined,
  };
}
