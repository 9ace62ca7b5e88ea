import { comparisonOf } from '#lib/funnels/comparison';
import type { FunnelDefinition, FunnelDefinitionInput, FunnelQuestionInput } from '#lib/funnels/schema';
import type { LinkFilter, LinkStep } from '#lib/funnels/url-grammar';
import { type Draft, NEW_DRAFT } from '#lib/funnels/url-state';

type Period = { from: string; to: string };

/** A saved definition as the page edits it. */
export function draftOf(definition: FunnelDefinition): Draft {
  return {
    ...NEW_DRAFT,
    feature: definition.feature ?? null,
    steps: definition.steps.map(draftStep),
    windowSeconds: definition.windowSeconds,
    order: definition.order,
    unit: definition.unit,
    breakdown: definition.breakdown ?? null,
    attribution: definition.attribution ?? null,
    exclusions: (definition.exclusions ?? []).map(({ step, between }) => ({
      step: draftStep(step),
      between,
    })),
    filters: (definition.filters ?? []).map(draftFilter),
    holdConstant: definition.holdConstant ?? null,
    cutAtEnd: definition.cutAtEnd,
  };
}

/** The body that saves a draft. It may still be refused: a draft can be half written. */
export function definitionOf(draft: Draft): FunnelDefinitionInput {
  return {
    ...(draft.feature === null ? {} : { feature: draft.feature }),
    steps: draft.steps.map(inputStep),
    windowSeconds: draft.windowSeconds,
    order: draft.order,
    unit: draft.unit,
    ...(draft.breakdown === null ? {} : { breakdown: draft.breakdown }),
    ...(draft.breakdown === null || draft.attribution === null ? {} : { attribution: draft.attribution }),
    ...(draft.exclusions.length === 0
      ? {}
      : { exclusions: draft.exclusions.map(({ step, between }) => ({ step: inputStep(step), between })) }),
    ...(draft.filters.length === 0 ? {} : { filters: inputFilters(draft.filters) }),
    ...(draft.holdConstant === null ? {} : { holdConstant: draft.holdConstant }),
    cutAtEnd: draft.cutAtEnd,
  };
}

/** The question a draft asks over a period. */
export function questionOf(draft: Draft, period: Period): FunnelQuestionInput {
  return { ...definitionOf(draft), ...period, ...comparisonOf(draft.compare, period, draft.timeZone) };
}

function draftStep(step: FunnelDefinition['steps'][number]): LinkStep {
  return {
    step: [step.step].flat(),
    ...(step.name === undefined ? {} : { name: step.name }),
    ...(step.feature === undefined ? {} : { feature: step.feature }),
    filters: (step.filters ?? []).map(draftFilter),
    optional: step.optional,
  };
}

function draftFilter({ property, op, value }: NonNullable<FunnelDefinition['filters']>[number]): LinkFilter {
  return { property, op, value };
}

function inputStep({
  step,
  name,
  feature,
  filters,
  optional,
}: LinkStep): FunnelDefinitionInput['steps'][number] {
  const [only = ''] = step;
  return {
    step: step.length === 1 ? only : step,
    ...(name === undefined ? {} : { name }),
    ...(feature === undefined ? {} : { feature }),
    ...(filters.length === 0 ? {} : { filters: inputFilters(filters) }),
    ...(optional ? { optional } : {}),
  };
}

// A link may carry any operator and value; the schema is what refuses them, at the field.
function inputFilters(filters: LinkFilter[]): NonNullable<FunnelDefinitionInput['filters']> {
  return filters as NonNullable<FunnelDefinitionInput['filters']>;
}
