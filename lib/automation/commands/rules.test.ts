import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAnswers } from '#lib/adapters/answers';
import { createRule } from '#lib/automation/commands/create-rule';
import { deleteRule } from '#lib/automation/commands/delete-rule';
import { seedRules } from '#lib/automation/commands/seed-rules';
import { updateRule } from '#lib/automation/commands/update-rule';
import { loadRules } from '#lib/automation/queries/load-rules';
import { previewRule } from '#lib/automation/queries/preview-rule';
import { listRules } from '#lib/automation/queries/rules';
import { RuleCreation } from '#lib/automation/schema';
import type { Ctx } from '#lib/core/ctx';
import type { FunctionPoint } from '#lib/core/monitoring';
import { emptySight } from '#lib/functions/commands/look-round';
import { TEST_ADMIN, TEST_NOW, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { fakeFunctions } from '#lib/testing/fake-functions';
import { instantPace } from '#lib/testing/instant-pace';

const MINUTE = 60_000;
const EMPTY = { versions: [], aliases: [] };

let database: TestDatabase;
let ctx: Ctx;
let asked: { functionNames: readonly string[]; from: Date; to: Date }[];
/** Minutes, counted back from now, in which half of the calls failed. */
let bad: number[];

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.close());

beforeEach(async () => {
  await database.db.automationRule.deleteMany();
  await database.db.aliasMove.deleteMany();
  asked = [];
  bad = [];
  ctx = testCtx({
    db: database.db,
    newId: () => crypto.randomUUID(),
    answers: openAnswers(),
    pace: instantPace(TEST_NOW),
    lookout: { now: emptySight, hurry: () => undefined },
    rounds: { hurry: () => undefined, lookedAt: () => TEST_NOW, problem: () => null },
    cloud: {
      ...testCtx().cloud,
      functions: fakeFunctions({ 'basket-prod': EMPTY, 'orders-prod': EMPTY }),
      monitoring: { alarms: async () => [], series: async (query) => minutes(query) },
    },
  });
  await seedRules(ctx);
});

function minutes(query: (typeof asked)[number]): Map<string, FunctionPoint[]> {
  asked.push(query);
  const count = (query.to.getTime() - query.from.getTime()) / MINUTE;
  const points = Array.from({ length: count }, (_, index): FunctionPoint => {
    const at = new Date(query.from.getTime() + index * MINUTE);
    const isBad = bad.includes((TEST_NOW.getTime() - at.getTime()) / MINUTE);
    return { at, calls: 100, errors: isBad ? 50 : 0, p95Ms: 80 };
  });
  return new Map(query.functionNames.map((name) => [name, points]));
}

const OWN: RuleCreation = {
  trigger: 'error_rate',
  functionName: 'orders-prod',
  threshold: 2.5,
  points: 3,
  minimumCalls: 20,
  mode: 'on',
  bakeMinutes: 30,
  coolDownMinutes: 90,
};

const { trigger: _t, functionName: _f, ...SETTINGS } = OWN;

async function moved(minutesAgo: number, more: Record<string, unknown> = {}): Promise<void> {
  await database.db.aliasMove.create({
    data: {
      id: crypto.randomUUID(),
      functionName: 'orders-prod',
      alias: 'live',
      revisionId: crypto.randomUUID(),
      toVersion: 7,
      seenAt: new Date(TEST_NOW.getTime() - minutesAgo * MINUTE),
      isFirstSight: false,
      ...more,
    },
  });
}

describe('rules', () => {
  it('begin as the runbook has them, in dry run, once', async () => {
    await seedRules(ctx);
    const rules = await loadRules(ctx);
    expect(rules.map(({ trigger, threshold, points, mode }) => [trigger, threshold, points, mode])).toEqual([
      ['api_5xx', 20, 1, 'dry_run'],
      ['error_rate', 5, 2, 'dry_run'],
      ['lambda_errors', 10, 1, 'dry_run'],
      ['latency', 5000, 3, 'dry_run'],
    ]);
    expect(rules.every(({ bakeMinutes }) => bakeMinutes === 60)).toBe(true);
  });

  it('are given to a function, changed and taken away, each audited with what was before', async () => {
    const rule = await createRule(ctx, OWN);
    const changed = await updateRule(ctx, rule.id, { ...SETTINGS, threshold: 4, version: 1 });
    expect(changed).toMatchObject({ threshold: 4, version: 2, updatedBy: TEST_ADMIN.name });
    expect((await listRules(ctx)).rules).toHaveLength(5);
    await deleteRule(ctx, rule.id, { version: 2 });
    expect((await listRules(ctx)).rules).toHaveLength(4);
    const entries = await database.db.auditEntry.findMany({
      where: { subjectId: rule.id },
      orderBy: { sequence: 'asc' },
    });
    expect(entries.map(({ action }) => action)).toEqual([
      'automation.rule_created',
      'automation.rule_updated',
      'automation.rule_deleted',
    ]);
    expect(entries[1]?.details).toMatchObject({ threshold: 4, previous: { threshold: 2.5, points: 3 } });
  });

  it('are not changed from an older version than there is, nor taken away', async () => {
    const rule = await createRule(ctx, OWN);
    await updateRule(ctx, rule.id, { ...SETTINGS, version: 1 });
    await expect(updateRule(ctx, rule.id, { ...SETTINGS, version: 1 })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(deleteRule(ctx, rule.id, { version: 1 })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('stand once for each function, and stay for all', async () => {
    await createRule(ctx, OWN);
    await expect(createRule(ctx, OWN)).rejects.toMatchObject({ code: 'conflict' });
    const [forAll] = await loadRules(ctx);
    await expect(deleteRule(ctx, forAll?.id ?? '', { version: 1 })).rejects.toMatchObject({
      code: 'unprocessable',
    });
  });

  it.each(['viewer', 'product', 'auditor'] as const)('are not for a %s to change', async (role) => {
    const asked = createRule({ ...ctx, actor: { ...TEST_ADMIN, role } }, OWN);
    await expect(asked).rejects.toMatchObject({ code: 'forbidden' });
  });

  it.each([
    [{ threshold: 0 }, 'threshold'],
    [{ threshold: 100 }, 'threshold'],
    [{ points: 0 }, 'points'],
    [{ points: 1.5 }, 'points'],
    [{ minimumCalls: -1 }, 'minimumCalls'],
    [{ bakeMinutes: 0 }, 'bakeMinutes'],
    [{ coolDownMinutes: 1441 }, 'coolDownMinutes'],
    [{ mode: 'maybe' }, 'mode'],
    [{ functionName: 'not a name' }, 'functionName'],
    [{ other: 1 }, ''],
  ])('are refused with %o', (wrong, path) => {
    const parsed = RuleCreation.safeParse({ ...OWN, ...wrong });
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  it('say that a share of calls stays below all of them, in an edit too', async () => {
    const rule = await createRule(ctx, OWN);
    const asked = updateRule(ctx, rule.id, { ...SETTINGS, threshold: 150, version: 1 });
    await expect(asked).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('100 %') });
  });
});

describe('the preview of a rule', () => {
  const edited: RuleCreation = { ...OWN, points: 2, threshold: 5, bakeMinutes: 60 };

  async function outcomes(rule: RuleCreation = edited) {
    const { functions } = await previewRule(ctx, rule);
    return functions.flatMap(({ firings }) => firings.map(({ at, outcome, worst }) => [at, outcome, worst]));
  }

  const ago = (minutesAgo: number) => new Date(TEST_NOW.getTime() - minutesAgo * MINUTE).toISOString();

  it('names each firing, and what it would have done', async () => {
    await moved(100);
    bad = [95, 94, 60, 59, 58];
    expect(await outcomes()).toEqual([
      [ago(93), 'would_roll_back', 50],
      [ago(58), 'nothing', 50],
    ]);
  });

  it('says why not where it would have held back', async () => {
    bad = [3000, 2999];
    expect(await outcomes()).toEqual([[ago(2998), 'would_review', 50]]);
    await moved(4000, { isFirstSight: true });
    const { functions } = await previewRule(ctx, edited);
    expect(functions[0]?.firings[0]).toMatchObject({
      why: 'No deployment is known that it could come from.',
      version: '7',
    });
  });

  it('changes with what is edited', async () => {
    await moved(100);
    bad = [95, 94];
    expect(await outcomes({ ...edited, points: 3 })).toEqual([]);
    expect(await outcomes({ ...edited, threshold: 50 })).toEqual([]);
    expect(await outcomes({ ...edited, minimumCalls: 101 })).toEqual([]);
    expect(await outcomes({ ...edited, bakeMinutes: 6 })).toEqual([[ago(93), 'would_review', 50]]);
  });

  it('looks at seven days of minutes, and reads them once', async () => {
    await previewRule(ctx, edited);
    await previewRule(ctx, { ...edited, threshold: 9 });
    expect(asked).toHaveLength(1);
    const [{ from, to } = { from: new Date(), to: new Date() }] = asked;
    expect((to.getTime() - from.getTime()) / MINUTE).toBe(7 * 1440);
  });

  it('of a rule for all leaves out who has a rule of its own', async () => {
    await createRule(ctx, OWN);
    const { functions } = await previewRule(ctx, { ...edited, functionName: '*' });
    expect(functions.map(({ functionName }) => functionName)).toEqual(['basket-prod']);
  });

  it('cannot be made of what Lambda does not count', async () => {
    await expect(previewRule(ctx, { ...edited, trigger: 'api_5xx' })).rejects.toMatchObject({
      code: 'unprocessable',
    });
  });
});
