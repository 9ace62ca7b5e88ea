import { describe, expect, it } from 'vitest';
import { shellLines } from '#lib/stacks/shell-lines';
import { wayBack } from '#lib/stacks/way-back';

const FAILED = { logicalId: 'Queue', type: 'AWS::SQS::Queue', reason: '' };

function lines(status: string, { rootId = null as string | null, skippable = [FAILED] } = {}) {
  const way = wayBack({ status, rootId }, true);
  return shellLines({ name: 'orders', status, region: 'eu-west-1', way, skippable }).map(
    ({ command }) => command,
  );
}

const AT = '--stack-name orders --region eu-west-1';

describe('the commands of a stack', () => {
  it.each([
    [
      'UPDATE_FAILED',
      [`aws cloudformation rollback-stack ${AT}`, `aws cloudformation wait stack-rollback-complete ${AT}`],
    ],
    [
      'UPDATE_ROLLBACK_FAILED',
      [
        `aws cloudformation continue-update-rollback ${AT}`,
        `aws cloudformation continue-update-rollback ${AT} --resources-to-skip Queue`,
      ],
    ],
    ['UPDATE_IN_PROGRESS', [`aws cloudformation cancel-update-stack ${AT}`]],
    ['ROLLBACK_COMPLETE', [`aws cloudformation delete-stack ${AT}`]],
    ['DELETE_FAILED', [`aws cloudformation delete-stack ${AT}`]],
    ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', []],
    ['REVIEW_IN_PROGRESS', []],
    ['DELETE_COMPLETE', []],
  ])('in %s', (status, commands) => {
    expect(lines(status)).toEqual(commands);
  });

  it.each(['UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'CREATE_COMPLETE'])(
    'in %s deploy what was before, because nothing rolls a whole stack back',
    (status) => {
      const commands = lines(status);
      expect(commands.at(-1)).toBe(
        `sam deploy --template .aws-sam/build/template.yaml ${AT} --confirm-changeset`,
      );
      expect(commands.join()).not.toMatch(/--rollback|rollback-stack/);
    },
  );

  it('skip nothing where nothing may be skipped', () => {
    expect(lines('UPDATE_ROLLBACK_FAILED', { skippable: [] })).toHaveLength(1);
  });

  it('are none for a nested stack, which goes back with its root alone', () => {
    expect(lines('UPDATE_FAILED', { rootId: 'arn:stack/root/1' })).toEqual([]);
  });
});
