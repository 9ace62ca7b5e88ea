import type { FunnelAnswer, StepResult } from '#lib/funnels/answers';

interface StepFixture {
  count: number;
  pending?: number;
  matured?: number;
  optional?: boolean;
}

const NAMES = ['view', 'click_generate', 'complete_form', 'submit', 'download'];

/** Steps as the API answers them, from counts alone; everybody has matured unless said. */
export function stepResults(steps: (number | StepFixture)[]): StepResult[] {
  const written = steps.map((step) => (typeof step === 'number' ? { count: step } : step));
  const first = written[0] ?? { count: 0 };
  return written.map((step, index) => {
    const previous = written.slice(0, index).findLast(({ optional }) => !optional) ?? step;
    const pending = step.pending ?? 0;
    const matured = maturedOf(step);
    return {
      step: NAMES[index] ?? `step_${index + 1}`,
      name: NAMES[index] ?? `step_${index + 1}`,
      optional: step.optional ?? false,
      count: step.count,
      dropoffRate: ratio(previous.count - step.count, previous.count),
      conversionFromPrevious: ratio(step.count, previous.count),
      conversionFromStart: ratio(step.count, first.count),
      interval: null,
      pending,
      dropped: previous.count - step.count - pending,
      matured: {
        count: matured,
        conversionFromPrevious: ratio(matured, maturedOf(previous)),
        conversionFromStart: ratio(matured, maturedOf(first)),
      },
      medianSeconds: index === 0 ? null : 60 * index,
      averageSeconds: index === 0 ? null : 90 * index,
    };
  });
}

export function funnelAnswer(funnel: StepResult[], changes: Partial<FunnelAnswer> = {}): FunnelAnswer {
  return {
    feature: 'cover_letter',
    period: { start: '2026-01-01T00:00:00.000Z', end: '2026-01-31T00:00:00.000Z' },
    windowSeconds: 604_800,
    order: 'ordered',
    unit: 'user',
    rule: 'Each user counts once, with the run that went furthest.',
    excluded: 0,
    funnel,
    overallConversion: funnel.at(-1)?.conversionFromStart ?? null,
    emptySteps: [],
    meta: {
      engine: 'embedded',
      computedAt: '2026-01-31T12:00:00.000Z',
      dataThrough: '2026-01-31T11:58:00.000Z',
      cached: false,
      elapsedMs: 42,
      bytesScanned: 145_000,
      costUsd: 0,
    },
    ...changes,
  };
}

function maturedOf(step: StepFixture): number {
  return step.matured ?? step.count;
}

function ratio(count: number, of: number): number | null {
  return of === 0 ? null : count / of;
}
