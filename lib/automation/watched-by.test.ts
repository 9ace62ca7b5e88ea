import { describe, expect, it } from 'vitest';
import type { Rule } from '#lib/automation/rule';
import { isSetAs, watchedBy } from '#lib/automation/watched-by';
import type { Alarm, AlarmWatch } from '#lib/core/monitoring';

const NAMES = ['orders-prod', 'orders-prod-export', 'basket-prod'];

function alarm(watch: Partial<AlarmWatch>, changes: Partial<Alarm> = {}): Alarm {
  return {
    name: 'orders-prod-Something',
    description: '',
    state: 'OK',
    reason: '',
    since: new Date(0),
    functionName: 'orders-prod',
    threshold: 5,
    periodSeconds: 60,
    watch: {
      metrics: [],
      expression: null,
      comparison: 'GreaterThanThreshold',
      periods: 2,
      periodsToAlarm: 2,
      ...watch,
    },
    ...changes,
  };
}

function metric(name: string, statistic: string, namespace = 'AWS/Lambda') {
  return { namespace, name, statistic };
}

const rateMetrics = [metric('Errors', 'Sum'), metric('Invocations', 'Sum')];
const apiErrors = { metrics: [metric('5XXError', 'Sum', 'AWS/ApiGateway')] };

describe('an alarm', () => {
  it.each([
    ['a rate', { metrics: rateMetrics, expression: '100 * errors / invocations' }, 'error_rate'],
    ['another expression', { metrics: rateMetrics, expression: 'errors + invocations' }, undefined],
    ['a percentile', { metrics: [metric('Duration', 'p95')] }, 'latency'],
    ['another percentile', { metrics: [metric('Duration', 'p50')] }, undefined],
    ['errors', { metrics: [metric('Errors', 'Sum')] }, 'lambda_errors'],
    [
      'errors, at least',
      { metrics: [metric('Errors', 'Sum')], comparison: 'GreaterThanOrEqualToThreshold' },
      undefined,
    ],
    ['throttles', { metrics: [metric('Throttles', 'Sum')] }, undefined],
  ])('on %s watches what rules know, or nothing', (_, watch, trigger) => {
    expect(watchedBy(alarm(watch), NAMES)?.trigger).toBe(trigger);
  });

  it.each([
    ['orders-prod-5XXErrors', 'orders-prod'],
    ['orders-prod-export-5XXErrors', 'orders-prod-export'],
    ['orders-production', undefined],
    ['5XXErrors', undefined],
  ])('on an API is about the function that its name begins with: %s', (name, functionName) => {
    const of = watchedBy(alarm(apiErrors, { name, functionName: null }), NAMES);
    expect(of?.functionName).toBe(functionName);
    expect(of?.trigger ?? 'api_5xx').toBe('api_5xx');
  });

  const rule: Rule = {
    trigger: 'lambda_errors',
    functionName: '*',
    threshold: 5,
    points: 2,
    minimumCalls: 0,
    mode: 'on',
    bakeMinutes: 60,
    coolDownMinutes: 60,
  };

  it.each([
    ['as the rule says', alarm({}), true],
    ['at another threshold', alarm({}, { threshold: 6 }), false],
    ['over other minutes', alarm({ periods: 3, periodsToAlarm: 3 }), false],
    ['when 1 of 2 is too much', alarm({ periodsToAlarm: 1 }), false],
    ['with longer periods', alarm({}, { periodSeconds: 300 }), false],
  ])('speaks for a rule when it is set %s', (_, found, expected) => {
    expect(isSetAs(found, rule)).toBe(expected);
  });
});
