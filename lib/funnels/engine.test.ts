import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#lib/core/ctx';
import type { FunnelAnswer, StepResult } from '#lib/funnels/answers';
import { funnelPeople } from '#lib/funnels/queries/funnel-people';
import { funnelResults } from '#lib/funnels/queries/funnel-results';
import { funnelTrend } from '#lib/funnels/queries/funnel-trend';
import { otherRules } from '#lib/funnels/queries/other-rules';
import { timeToConvert } from '#lib/funnels/queries/time-to-convert';
import { PeopleQuestion, TimeToConvertQuestion, TrendQuestion } from '#lib/funnels/schema';
import { type EventWarehouse, openEventWarehouse } from '#lib/testing/event-warehouse';
import { type FunnelWorld, funnelWorlds, HOUR, PERIOD } from '#lib/testing/funnel-worlds';
import {
  compareTexts,
  countEvents,
  type Judged,
  judgeByValue,
  judgeFirstEntries,
  judgeUnits,
  outcomeAt,
  secondsTo,
  stepsOf,
  timesOf,
  valueUnder,
} from '#lib/testing/reference-funnel';
import { expectTrinoSyntax } from '#lib/testing/trino-syntax';

const WORLDS = 150;
const worlds = Array.from(
  { length: WORLDS },
  // The first samples are small on purpose: the later ones are as large as they come.
  (_, index) =>
    fc.sample(funnelWorlds(`w${index}`), { numRuns: 25, seed: 7000 + index }).at(-1) as FunnelWorld,
);

let place: EventWarehouse;

beforeAll(async () => {
  place = await openEventWarehouse(worlds.flatMap(({ events }) => events));
});

afterAll(() => place.close());

function ctxAt(now: number): Ctx {
  return place.ctxAt(now);
}

interface Expected {
  count: number;
  pending: number;
  matured: number;
  seconds: number[];
}

function expectedSteps(judged: Judged[], { question }: FunnelWorld): Expected[] {
  return question.steps.map((_, index) => {
    const having = judged.filter((one) => outcomeAt(one, question, index + 1) === 'converted');
    return {
      count: having.length,
      pending: judged.filter((one) => outcomeAt(one, question, index + 1) === 'pending').length,
      matured: having.filter(({ hasMatured }) => hasMatured).length,
      seconds: secondsTo(judged, question, index + 1).sort((a, b) => a - b),
    };
  });
}

function expectSteps(funnel: StepResult[], expected: Expected[]): void {
  expect(funnel.map(({ count, pending, matured }) => [count, pending, matured.count])).toEqual(
    expected.map(({ count, pending, matured }) => [count, pending, matured]),
  );
  for (const [index, { seconds }] of expected.entries()) {
    const middle = seconds.slice((seconds.length - 1) >> 1, (seconds.length >> 1) + 1);
    expect(funnel[index]?.medianSeconds).toEqual(mean(middle));
    if (seconds.length === 0) expect(funnel[index]?.averageSeconds).toBeNull();
    else expect(funnel[index]?.averageSeconds).toBeCloseTo(mean(seconds) ?? 0, 6);
  }
}

function mean(values: number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The units of each value, of those that have entered. */
function expectedBreakdown(judged: Judged[], { question }: FunnelWorld): Map<string | null, Judged[]> {
  const { breakdown = '' } = question;
  const byValue = new Map<string | null, Judged[]>();
  for (const one of judged) {
    const inValue = question.attribution === 'all' ? judgeByValue(one, question, breakdown) : undefined;
    const value = inValue ? inValue.value : valueUnder(one, question, breakdown);
    const counted = inValue ? { ...one, tried: inValue.tried } : one;
    if (value === undefined || counted.tried.isExcluded) continue;
    byValue.set(value, [...(byValue.get(value) ?? []), counted]);
  }
  return byValue;
}

function expectBreakdown(answer: FunnelAnswer, judged: Judged[], world: FunnelWorld): void {
  const byValue = expectedBreakdown(judged, world);
  const ranked = [...byValue].sort(
    ([a, left], [b, right]) => right.length - left.length || compareTexts(a, b),
  );
  expect(answer.breakdown?.map(({ value }) => value)).toEqual(ranked.map(([value]) => value));
  for (const [index, [, units]] of ranked.entries()) {
    expectSteps(answer.breakdown?.[index]?.funnel ?? [], expectedSteps(units, world));
  }
}

describe('questions on a real engine', () => {
  it('come from worlds in which something happens', () => {
    const judged = worlds.map(({ events, question, now }) => ({
      question,
      units: judgeUnits(events, question, now),
    }));
    const having = (what: (unit: Judged, question: FunnelWorld['question']) => boolean) =>
      judged.filter(({ question, units }) => units.some((unit) => what(unit, question))).length;
    expect(having(({ tried }) => tried.depth > 1)).toBeGreaterThan(WORLDS / 3);
    expect(having(({ tried }) => tried.isExcluded)).toBeGreaterThan(10);
    expect(having((unit, question) => outcomeAt(unit, question, 2) === 'pending')).toBeGreaterThan(20);
    expect(having((unit, question) => outcomeAt(unit, question, 2) === 'dropped')).toBeGreaterThan(20);
    for (const option of ['breakdown', 'holdConstant', 'filters', 'exclusions'] as const) {
      expect(worlds.filter(({ question }) => question[option] !== undefined).length).toBeGreaterThan(20);
    }
  });

  it.each(worlds.map((world, index) => [index, world] as const))(
    'world %i is counted as trying everything counts it',
    async (_, world) => {
      const { events, question, now } = world;
      const answer = await funnelResults(ctxAt(now), question);
      const judged = judgeUnits(events, question, now);
      expectTrinoSyntax(answer.meta.sql?.replace(/\n--.*$/, '') ?? '');
      expect(answer.excluded).toBe(judged.filter(({ tried }) => tried.isExcluded).length);
      expectSteps(answer.funnel, expectedSteps(judged, world));
      if (question.breakdown) expectBreakdown(answer, judged, world);
    },
  );

  it.each(worlds.map((world, index) => [index, world] as const))(
    'world %i lists the people behind every number',
    async (index, { events, question, now }) => {
      const judged = judgeUnits(events, question, now);
      const step = 1 + (index % question.steps.length);
      for (const outcome of step === 1
        ? (['converted', 'excluded'] as const)
        : (['converted', 'dropped', 'pending'] as const)) {
        const asked = PeopleQuestion.parse({ ...question, step, outcome });
        const { users, total } = await funnelPeople(ctxAt(now), asked);
        const expected = judged
          .filter((one) => outcomeAt(one, question, step) === outcome)
          .sort((a, b) => compareTexts(a.unit, b.unit));
        expect(total).toBe(expected.length);
        expect(users.map(({ userId, sessionId }) => sessionId ?? userId)).toEqual(
          expected.map(({ unit }) => unit),
        );
        if (outcome === 'excluded') continue;
        expect(users.map(({ steps }) => steps)).toEqual(expected.map((one) => timesOf(one, question)));
        expect(
          users.every(({ stoppedBecause }) => (stoppedBecause === null) === (outcome === 'converted')),
        ).toBe(true);
      }
    },
  );

  it.each(worlds.slice(0, 60).map((world, index) => [index, world] as const))(
    'world %i has its trend and its times to convert',
    async (_, { events, question, now }) => {
      // A zone in which the period covers two days.
      const asked = TrendQuestion.parse({ ...question, interval: 'day', timeZone: 'Asia/Kolkata' });
      const { points } = await funnelTrend(ctxAt(now), asked);
      const border = PERIOD.from + 18.5 * HOUR;
      const lastRequired = question.steps.findLastIndex(({ optional }) => !optional) + 1;
      const expected = [[PERIOD.from, border] as const, [border, PERIOD.to] as const].map(([from, to]) => {
        const entered = judgeUnits(events, question, now, from, to).filter(({ tried }) => !tried.isExcluded);
        const completed = entered.filter((one) => Math.max(...stepsOf(one, question)) >= lastRequired);
        const pending = entered.filter((one) => one.isOpen && !completed.includes(one)).length;
        return { entered: entered.length, completed: completed.length, pending };
      });
      expect(points.map(({ entered, completed, pending }) => ({ entered, completed, pending }))).toEqual(
        expected,
      );

      const times = await timeToConvert(
        ctxAt(now),
        TimeToConvertQuestion.parse({ ...question, fromStep: 1, toStep: 2 }),
      );
      const seconds = judgeUnits(events, question, now).flatMap((one) => {
        const [first, second] = timesOf(one, question);
        return first && second ? [(Date.parse(second) - Date.parse(first)) / 1000] : [];
      });
      expect(times.count).toBe(seconds.length);
      expect(times.bins).toHaveLength(Math.ceil(Math.cbrt(seconds.length) - 1e-9));
      expect(times.bins.reduce((sum, { count }) => sum + count, 0)).toBe(seconds.length);
    },
  );

  it.each(worlds.slice(0, 80).map((world, index) => [index, world] as const))(
    'world %i is beside the period before it',
    async (_, { events, question, now }) => {
      const asked = { ...question, compare: 'previous' as const };
      const { compare, funnel } = await funnelResults(ctxAt(now), asked);
      const before = { ...question, from: '2026-01-01T00:00:00.000Z', to: question.from };
      const judged = judgeUnits(events, before, now);
      expect(compare?.period).toEqual({ start: before.from, end: before.to });
      expect(compare?.excluded).toBe(judged.filter(({ tried }) => tried.isExcluded).length);
      expectSteps(compare?.funnel ?? [], expectedSteps(judged, { events, question: before, now }));
      expectSteps(funnel, expectedSteps(judgeUnits(events, question, now), { events, question, now }));
    },
  );

  it.each(worlds.map((world, index) => [index, world] as const))(
    'world %i is counted by the rules of others',
    async (_, { events, question, now }) => {
      const { ours, others } = await otherRules(ctxAt(now), question);
      const swapped = {
        ...question,
        unit: question.unit === 'user' ? ('session' as const) : ('user' as const),
      };
      const countsOf = (judged: Judged[], asked: FunnelWorld['question']) =>
        expectedSteps(judged, { events, question: asked, now }).map(({ count }) => count);
      expect(ours).toEqual(countsOf(judgeUnits(events, question, now), question));
      expect(others.map(({ rule, counts }) => [rule, counts])).toEqual([
        ['event-counts', countEvents(events, question)],
        ['first-entry-only', countsOf(judgeFirstEntries(events, question, now), question)],
        [
          swapped.unit === 'session' ? 'per-session' : 'per-user',
          countsOf(judgeUnits(events, swapped, now), swapped),
        ],
      ]);
    },
  );
});
