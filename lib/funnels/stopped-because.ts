import { formatDuration } from '#lib/core/format';
import { windowInWords } from '#lib/funnels/definition-sentence';
import { nameOf } from '#lib/funnels/rates';
import type { FunnelQuestion } from '#lib/funnels/schema';
import type { Run } from '#lib/funnels/walk/run';
import type { UnitEvents } from '#lib/funnels/walk/unit-events';

/** What is known of a unit that lacks a step. Times in epoch milliseconds. */
export interface Stop {
  question: FunnelQuestion;
  unit: UnitEvents;
  run: Run;
  /** The step that is missing, from 1. */
  step: number;
  /** When the run that counted could take its last step. */
  runClosesAt: number;
  /** How long some run may still go on; null when none may. */
  openForMs: number | null;
}

/** Why the run that counted lacks a step, in a few words. */
export function stoppedBecause(stop: Stop): string {
  if (stop.openForMs !== null) return `still has ${formatDuration(stop.openForMs / 1000)}`;
  const { question, run } = stop;
  if (question.order === 'any') {
    return `did ${run.level} of ${question.steps.length} steps within ${windowInWords(question.windowSeconds)}`;
  }
  const name = stepName(question, stop.step);
  const times = timesServing(stop);
  if (times.length === 0) return `never did ${name}`;
  return (
    reasonAfter(stop, times, name) ?? reasonBefore(stop, times, name) ?? `did ${name} only for another step`
  );
}

/** Why an exclusion left a unit out. */
export function excludedBecause(question: FunnelQuestion, run: Run): string {
  const level = run.attempt - 1;
  const names = (question.exclusions ?? [])
    .filter(({ between: [after, before] }) => question.order === 'any' || (after <= level && level < before))
    .map(({ step }) => nameOf(step));
  const met = [...new Set(names)].join(' or ');
  return question.order === 'any' ? `excluded by ${met}` : `excluded by ${met} after step ${level}`;
}

function reasonAfter({ question, unit, run, runClosesAt, step }: Stop, times: number[], name: string) {
  const before = lastTaken(run, step);
  const tooLate = times.find((time) => time > runClosesAt);
  const inTime = times.filter((time) => time > before.time && time <= runClosesAt);
  if (inTime.length > 0 && question.order === 'strict') {
    return `did something else before ${name}`;
  }
  if (inTime.length > 0 && run.held !== 0 && !isServedWithHeld(unit, run, step, inTime)) {
    return `did ${name} with another ${question.holdConstant}`;
  }
  if (tooLate === undefined) return undefined;
  return `did ${name} ${formatDuration((tooLate - runClosesAt) / 1000)} too late`;
}

function reasonBefore({ question, run, step }: Stop, times: number[], name: string): string | undefined {
  const before = lastTaken(run, step);
  const start = run.times[0] ?? 0;
  if (times.some((time) => time < start)) return `did ${name} before ${stepName(question, 1)}`;
  if (times.some((time) => time < before.time))
    return `did ${name} before ${stepName(question, before.step)}`;
  return undefined;
}

function lastTaken(run: Run, missing: number): { step: number; time: number } {
  for (let step = missing - 1; step > 0; step -= 1) {
    const time = run.times[step - 1] ?? Number.NaN;
    if (!Number.isNaN(time)) return { step, time };
  }
  return { step: 1, time: run.times[0] ?? 0 };
}

function timesServing({ unit, step }: Stop): number[] {
  const times: number[] = [];
  for (let i = 0; i < unit.count; i += 1) {
    if (((unit.steps[i] ?? 0) >>> (step - 1)) & 1) times.push(unit.times[i] ?? 0);
  }
  return times;
}

function isServedWithHeld(unit: UnitEvents, run: Run, step: number, times: number[]): boolean {
  for (let i = 0; i < unit.count; i += 1) {
    const isServing = ((unit.steps[i] ?? 0) >>> (step - 1)) & 1;
    if (isServing && unit.held[i] === run.held && times.includes(unit.times[i] ?? 0)) return true;
  }
  return false;
}

function stepName(question: FunnelQuestion, step: number): string {
  const found = question.steps[step - 1];
  return found ? nameOf(found) : `step ${step}`;
}
