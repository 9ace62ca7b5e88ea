import type { ShellLine } from '#lib/core/shell-line';
import type { Skippable } from '#lib/stacks/skippable';
import type { WayBack } from '#lib/stacks/way-back';

interface Known {
  name: string;
  status: string;
  region: string;
  way: Pick<WayBack, 'phase' | 'action'>;
  skippable: readonly Skippable[];
}

/**
 * The commands of the AWS and SAM command lines that do what can be done with a stack; none where nothing can. SAM has
 * no command that rolls back, and `sam deploy` has no option for it: a whole stack goes back by deploying what was
 * before.
 */
export function shellLines({ name, status, region, way, skippable }: Known): ShellLine[] {
  const at = `--stack-name ${name} --region ${region}`;
  const formation = (verb: string, more = '') => `aws cloudformation ${verb} ${at}${more}`;
  if (way.action === 'rollback') {
    return [
      { does: 'Roll back to the last whole state', command: formation('rollback-stack') },
      { does: 'Wait until it is back', command: formation('wait stack-rollback-complete') },
    ];
  }
  if (way.action === 'continue') {
    const skipped = skippable.map(({ logicalId }) => logicalId).join(' ');
    const skipping = {
      does: 'Continue, and leave what failed in the rollback as it is',
      command: formation('continue-update-rollback', ` --resources-to-skip ${skipped}`),
    };
    return [
      { does: 'Continue the rollback', command: formation('continue-update-rollback') },
      ...(skipped === '' ? [] : [skipping]),
    ];
  }
  if (way.action === 'cancel') {
    return [{ does: 'Cancel the update', command: formation('cancel-update-stack') }];
  }
  if (way.phase === 'whole') return deployBefore(at);
  if (status === 'REVIEW_IN_PROGRESS' || status === 'DELETE_COMPLETE' || way.phase !== 'empty') return [];
  return [{ does: 'Delete it', command: formation('delete-stack') }];
}

function deployBefore(at: string): ShellLine[] {
  return [
    { does: 'Take the template and code from before', command: 'git checkout COMMIT_BEFORE' },
    { does: 'Build them', command: 'sam build --template template.yaml' },
    {
      does: 'Make a change set, read it, and agree',
      command: `sam deploy --template .aws-sam/build/template.yaml ${at} --confirm-changeset`,
    },
  ];
}
