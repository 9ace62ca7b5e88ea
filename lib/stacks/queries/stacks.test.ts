import { beforeEach, describe, expect, it } from 'vitest';
import { openAnswers } from '#lib/adapters/answers';
import type { Cloud } from '#lib/core/cloud';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import type { SeenStacks } from '#lib/core/live';
import type { StackEvent } from '#lib/core/stacks';
import { lookAtStacks } from '#lib/stacks/commands/look-at-stacks';
import { getStack, listStacks } from '#lib/stacks/queries/stacks';
import { versionsNeededByStacks } from '#lib/stacks/queries/versions-needed';
import { TEST_NOW, testCtx } from '#lib/testing/ctx';
import { type FakeStack, fakeStack, fakeStacks } from '#lib/testing/fake-stacks';
import { instantPace } from '#lib/testing/instant-pace';

let world: FakeStack[];
let stacks: ReturnType<typeof fakeStacks>;
let sight: { stacks: SeenStacks };
let ctx: Ctx;

const OWNED = { functionName: 'orders-api', alias: 'live', logicalId: 'Live', version: 41 };

beforeEach(() => {
  world = [
    fakeStack('basket-prod'),
    fakeStack('orders-prod', { aliases: [OWNED] }),
    fakeStack('search', { status: 'UPDATE_FAILED', tags: { environment: 'qa' } }),
    fakeStack('mail-dev', { status: 'UPDATE_IN_PROGRESS' }),
  ];
  stacks = fakeStacks(world);
  sight = { stacks: { all: [], readAt: null, problem: null } };
  const live = { functions: new Map(), expected: null, alarms: [], points: new Map(), readAt: null };
  ctx = testCtx({
    answers: openAnswers(),
    pace: instantPace(TEST_NOW),
    cloud: { kind: 'sandbox', region: 'us-east-1', stacks } as unknown as Cloud,
    lookout: { now: () => ({ ...live, problem: null, ...sight }), hurry: () => undefined },
  });
});

function of(name: string): FakeStack {
  const found = world.find((stack) => stack.name === name);
  if (!found) throw new Error(`no stack ${name}`);
  return found;
}

function own(stack: FakeStack, status: string): StackEvent {
  const about = { logicalId: stack.name, physicalId: stack.id, type: 'AWS::CloudFormation::Stack' };
  return { id: status, at: TEST_NOW, ...about, status, reason: null, token: null };
}

describe('looking at stacks', () => {
  it('asks what a stack owns only when it is not as it was', async () => {
    await lookAtStacks(ctx, sight);
    expect(stacks.asked).toHaveLength(1 + world.length);
    stacks.asked.length = 0;
    await lookAtStacks(ctx, sight);
    expect(stacks.asked).toEqual(['list']);
    of('orders-prod').status = 'UPDATE_IN_PROGRESS';
    await lookAtStacks(ctx, sight);
    expect(stacks.asked).toEqual(['list', 'list', `aliases ${of('orders-prod').id}`]);
    expect(sight.stacks.all.find(({ name }) => name === 'orders-prod')?.aliases).toEqual([OWNED]);
  });

  it('keeps what it knew when AWS does not answer, and says why', async () => {
    await lookAtStacks(ctx, sight);
    stacks.list = async () => {
      throw new AppError('unavailable', 'AWS CloudFormation does not answer.');
    };
    await lookAtStacks(ctx, sight);
    expect(sight.stacks).toMatchObject({ problem: 'AWS CloudFormation does not answer.', readAt: TEST_NOW });
    expect(sight.stacks.all).toHaveLength(world.length);
  });
});

describe('what stacks need', () => {
  it('is asked anew, however old the last look is', async () => {
    await lookAtStacks(ctx, sight);
    expect([...(await versionsNeededByStacks(ctx, 'orders-api', [40, 41])).keys()]).toEqual([41]);
    of('orders-prod').status = 'UPDATE_FAILED';
    expect([...(await versionsNeededByStacks(ctx, 'orders-api', [40, 41])).keys()]).toEqual([40, 41]);
  });

  it('is refused when it cannot be read', async () => {
    stacks.list = async () => {
      throw new AppError('unavailable', 'AWS CloudFormation does not answer.');
    };
    await expect(versionsNeededByStacks(ctx, 'orders-api', [40])).rejects.toMatchObject({
      code: 'unavailable',
      message: 'Which versions stacks need is not known: AWS CloudFormation does not answer.',
    });
  });
});

describe('the list of stacks', () => {
  it('begins with what needs somebody', async () => {
    expect(await listStacks(ctx)).toMatchObject({ stacks: [], readAt: null });
    await lookAtStacks(ctx, sight);
    const { stacks: listed, ...rest } = await listStacks(ctx);
    expect(rest).toEqual({
      cloud: 'sandbox',
      region: 'us-east-1',
      readAt: TEST_NOW.toISOString(),
      problem: null,
    });
    expect(listed.map(({ name, action, environment }) => [name, action, environment])).toEqual([
      ['search', 'rollback', 'qa'],
      ['mail-dev', 'cancel', 'dev'],
      ['basket-prod', null, 'prod'],
      ['orders-prod', null, 'prod'],
    ]);
    expect(listed.at(-1)?.aliases).toEqual([{ function: 'orders-api', alias: 'live', version: '41' }]);
  });

  it('is for those who may read production', async () => {
    const nobody = { ...ctx, actor: { kind: 'anonymous', id: 'anonymous' } as const };
    await expect(listStacks(nobody)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(getStack(nobody, 'search')).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('one stack', () => {
  it('tells what can be done, what not and why, and the same as commands', async () => {
    of('search').events = [own(of('search'), 'CREATE_COMPLETE'), own(of('search'), 'UPDATE_FAILED')];
    const found = await getStack(ctx, 'search');
    expect(found).toMatchObject({ action: 'rollback', skippable: [], aliases: [] });
    expect(found.refused.map(({ action }) => action)).toEqual(['continue', 'cancel']);
    expect(found.lines[0]?.command).toBe(
      'aws cloudformation rollback-stack --stack-name search --region us-east-1',
    );
    expect(found.events.map(({ status }) => status)).toEqual(['UPDATE_FAILED', 'CREATE_COMPLETE']);
  });

  it('is not rolled back when it never was whole, which would delete it', async () => {
    of('search').events = [own(of('search'), 'CREATE_IN_PROGRESS'), own(of('search'), 'UPDATE_FAILED')];
    const found = await getStack(ctx, 'search');
    expect(found.action).toBeNull();
    expect(found.advice).toMatch(/would delete it/);
    expect(found.lines).toEqual([]);
  });

  it('may be rolled back when its beginnings are forgotten', async () => {
    of('search').events = [own(of('search'), 'UPDATE_FAILED')];
    expect((await getStack(ctx, 'search')).action).toBe('rollback');
  });

  it('names what may be skipped', async () => {
    const stack = of('orders-prod');
    const queue = { logicalId: 'Queue', physicalId: 'q', type: 'AWS::SQS::Queue' };
    stack.status = 'UPDATE_ROLLBACK_FAILED';
    stack.resources = [{ ...queue, status: 'UPDATE_FAILED', reason: null, changedAt: TEST_NOW }];
    stack.events = [
      own(stack, 'UPDATE_ROLLBACK_IN_PROGRESS'),
      { ...own(stack, 'UPDATE_FAILED'), ...queue, reason: 'In use' },
      own(stack, 'UPDATE_ROLLBACK_FAILED'),
    ];
    await lookAtStacks(ctx, sight);
    const found = await getStack(ctx, 'orders-prod');
    expect(found).toMatchObject({
      action: 'continue',
      skippable: [{ logicalId: 'Queue', reason: 'In use' }],
      aliases: [{ function: 'orders-api', version: '41' }],
    });
    expect(found.lines.at(-1)?.command).toMatch(/--resources-to-skip Queue$/);
  });

  it('is asked of AWS once, however many look at it in the same seconds', async () => {
    const later = { ...ctx, now: new Date(TEST_NOW.getTime() + 3_000) };
    await Promise.all([getStack(ctx, 'mail-dev'), getStack(ctx, 'mail-dev')]);
    await getStack(ctx, 'mail-dev');
    expect(stacks.asked.filter((question) => question === 'one mail-dev')).toHaveLength(1);
    of('mail-dev').status = 'UPDATE_COMPLETE';
    expect((await getStack(later, 'mail-dev')).status).toBe('UPDATE_COMPLETE');
  });

  it('is not found by a name that no stack has', async () => {
    await expect(getStack(ctx, 'nobody')).rejects.toMatchObject({ code: 'not_found' });
  });
});
