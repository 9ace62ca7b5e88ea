import type { Draft } from '#lib/funnels/url-state';

type StepChange = Pick<Draft, 'steps' | 'exclusions' | 'attribution'>;

/** A step at another place; what refers to steps by number goes on naming the same places. */
export function moveStep(draft: Draft, from: number, to: number): Pick<Draft, 'steps'> {
  const step = draft.steps[from - 1];
  if (!step) return { steps: draft.steps };
  return { steps: draft.steps.toSpliced(from - 1, 1).toSpliced(to - 1, 0, step) };
}

/** Without a step; exclusions and the breakdown's `step:N` follow, and go where their place is gone. */
export function removeStep(draft: Draft, number: number): StepChange {
  const steps = draft.steps.toSpliced(number - 1, 1);
  const after = (place: number) => (place > number ? place - 1 : place);
  const exclusions = draft.exclusions
    .map(({ step, between: [from, to] }) => ({
      step,
      between: [after(from), Math.min(after(to), steps.length)] as [number, number],
    }))
    .filter(({ between: [from, to] }) => from < to);
  const named = /^step:(\d+)$/.exec(draft.attribution ?? '')?.[1];
  const attribution =
    named === undefined
      ? draft.attribution
      : Number(named) === number
        ? null
        : `step:${after(Number(named))}`;
  return { steps, exclusions, attribution };
}
