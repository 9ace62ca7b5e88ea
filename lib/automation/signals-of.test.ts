import { describe, expect, it } from 'vitest';
import { EVERY_FUNCTION, type Rule, ruleFor } from '#lib/automation/rule';
import { signalsOf } from '#lib/automation/signals-of';
import { lasts, transitionsOf } from '#lib/automation/transitions-of';
import { TRIGGER_IDS, TRIGGERS } from '#lib/automation/triggers';
import type { Alarm, FunctionPoint } from '#lib/core/monitoring';

const AT = new Date('2026-03-03T03:00:00Z');
const BRAKES = { bakeMinutes: 60, coolDownMinutes: 60 };

const RULES: Rule[] = TRIGGER_IDS.map((trigger) => {
  const { threshold, points, minimumCalls } = TRIGGERS[trigger];
  return { trigger, functionName: EVERY_FUNCTION, threshold, points, minimumCalls, mode: 'on', ...BRAKES };
});

function points(...errors: number[]): FunctionPoint[] {
  return errors.map((count, index) => {
    return { at: new Date(AT.getTime() + index * 60_000), calls: 100, errors: count, p95Ms: 80 };
  });
}

const ERRORS: Alarm = {
  name: 'orders-errors',
  description: '',
  state: 'ALARM',
  reason: '',
  since: AT,
  functionName: 'orders-prod',
  threshold: 10,
  periodSeconds: 60,
  watch: {
    metrics: [{ namespace: 'AWS/Lambda', name: 'Errors', statistic: 'Sum' }],
    expression: null,
    comparison: 'GreaterThanThreshold',
    periods: 1,
    periodsToAlarm: 1,
  },
};

function signals({ rules = RULES, alarms = [ERRORS], errors = [0, 0, 12] } = {}) {
  return signalsOf({
    rules,
    alarms,
    functionNames: ['orders-prod'],
    points: new Map([['orders-prod', points(...errors)]]),
  }).map(({ source, state }) => [source, state]);
}

describe('what rules watch', () => {
  it('is the alarm where one is set as the rule, and else the metric', () => {
    expect(signals()).toEqual([
      ['metric orders-prod error_rate', 'OK'],
      ['metric orders-prod latency', 'OK'],
      ['alarm orders-errors', 'ALARM'],
    ]);
  });

  it('is the metric when the rule was changed and the alarm was not', () => {
    const own: Rule = {
      ...(ruleFor(RULES, 'orders-prod', 'lambda_errors') ?? never()),
      functionName: 'orders-prod',
    };
    expect(signals({ rules: [...RULES, { ...own, threshold: 11 }] })).toContainEqual([
      'metric orders-prod lambda_errors',
      'ALARM',
    ]);
    expect(signals({ rules: [...RULES, { ...own, threshold: 12 }] })).toContainEqual([
      'metric orders-prod lambda_errors',
      'OK',
    ]);
  });

  it('is nothing where the rule of the function is off', () => {
    const off = RULES.map((rule): Rule => ({ ...rule, functionName: 'orders-prod', mode: 'off' }));
    expect(signals({ rules: [...RULES, ...off] })).toEqual([]);
  });
});

describe('a change of state', () => {
  const [, , alarm] = signalsOf({
    rules: RULES,
    alarms: [ERRORS],
    functionNames: ['orders-prod'],
    points: new Map([['orders-prod', points(0, 0, 0)]]),
  });
  const red = alarm ?? never();
  const metric = { ...red, source: 'metric orders-prod latency' };
  const clear = { ...red, state: 'OK' as const };
  const earlier = new Date(AT.getTime() - 60_000);
  const known = (state: string, since = earlier) => ({ source: red.source, state, since });
  const knownMetric = (state: string) => ({ source: metric.source, state, since: earlier });

  it.each([
    ['red at first sight', red, [], 1],
    ['clear at first sight', clear, [], 0],
    ['red as it was', red, [known('ALARM', AT)], 0],
    ['red anew, though it was red when last looked at', red, [known('ALARM')], 1],
    ['clear again', clear, [known('ALARM')], 1],
    ['a metric that goes red', metric, [knownMetric('OK')], 1],
    ['a metric that stays red', metric, [knownMetric('ALARM')], 0],
    ['a metric that is clear again', { ...metric, state: 'OK' as const }, [knownMetric('ALARM')], 1],
    [
      'a metric that has no data and had none',
      { ...metric, state: 'INSUFFICIENT_DATA' as const },
      [knownMetric('OK')],
      0,
    ],
  ])('%s', (_, signal, newest, count) => {
    expect(transitionsOf([signal], newest)).toHaveLength(count);
  });

  it('lasts as long as the alarm has not been clear', () => {
    expect(lasts(red, { since: AT })).toBe(true);
    expect(lasts(red, { since: earlier })).toBe(false);
    expect(lasts(clear, { since: AT })).toBe(false);
    expect(lasts(metric, { since: earlier })).toBe(true);
  });
});

function never(): never {
  throw new Error('It is there.');
}
