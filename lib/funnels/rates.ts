import type { StepResult } from '#lib/funnels/answers';
import type { Step } from '#lib/funnels/schema';
import { wilson } from '#lib/stats/wilson';

/** What was counted for one step; whatever else a step shows follows from it. */
export interface StepCount {
  count: number;
  matured: number;
  pending: number;
  medianSeconds: number | null;
  averageSeconds: number | null;
}

/** Exact quotients, null where there is nothing to divide by. Rates pass over optional steps. */
export function ratesOf(steps: Step[], counts: StepCount[]): StepResult[] {
  const first = counts[0];
  let previous: StepCount | undefined;
  return steps.map((step, index) => {
    const own = counts[index] ?? {
      count: 0,
      matured: 0,
      pending: 0,
      medianSeconds: null,
      averageSeconds: null,
    };
    const before = previous ?? own;
    const conversion = quotient(own.count, before.count);
    if (!step.optional) previous = own;
    return {
      step: step.step,
      name: nameOf(step),
      optional: step.optional,
      count: own.count,
      dropoffRate: index === 0 ? 0 : quotient(before.count - own.count, before.count),
      conversionFromPrevious: conversion,
      conversionFromStart: quotient(own.count, first?.count ?? 0),
      interval: index === 0 ? null : wilson(own.count, before.count),
      pending: own.pending,
      dropped: before.count - own.count - own.pending,
      matured: {
        count: own.matured,
        conversionFromPrevious: quotient(own.matured, before.matured),
        conversionFromStart: quotient(own.matured, first?.matured ?? 0),
      },
      medianSeconds: own.medianSeconds,
      averageSeconds: own.averageSeconds,
    };
  });
}

/** The share of entrants that reached the last step which is not optional. */
export function overallConversion(funnel: StepResult[]): number | null {
  return funnel.findLast(({ optional }) => !optional)?.conversionFromStart ?? null;
}

/** What a step is called when nobody gave it a name. */
export function nameOf(step: Step): string {
  if (step.name !== undefined) return step.name;
  const types = [step.step].flat();
  return types.includes('*') ? 'any event' : types.join(' or ');
}

function quotient(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
