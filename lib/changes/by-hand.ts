import type { PlannedMove } from '#lib/changes/plan';
import type { ShellLine } from '#lib/core/shell-line';

type Move = Pick<PlannedMove, 'function' | 'alias' | 'toVersion'> & { fromRevisionId?: string };

/**
 * The commands of the AWS command line that move aliases as a plan does: the version and empty weights in one call,
 * which leaves alone what somebody has moved since, and a look at what it came to.
 */
export function byHand(moves: readonly Move[]): ShellLine[] {
  return moves.flatMap(({ function: name, alias, toVersion, fromRevisionId }) => [
    {
      does: `Move ${alias} of ${name} to ${toVersion}`,
      command: [
        `aws lambda update-alias --function-name ${name} --name ${alias}`,
        `--function-version ${toVersion} --routing-config AdditionalVersionWeights={}`,
        ...(fromRevisionId ? [`--revision-id ${fromRevisionId}`] : []),
      ].join(' '),
    },
    {
      does: 'Read it back',
      command: `aws lambda get-alias --function-name ${name} --name ${alias}`,
    },
  ]);
}
