import { ACTION_WORDS } from '#components/stacks/action-words';
import { StackBadge } from '#components/stacks/stack-badge';
import type { Column } from '#components/ui/table';
import { Time } from '#components/ui/time';
import { Tooltip } from '#components/ui/tooltip';
import type { ServedStack } from '#lib/stacks/answers';
import type { StackPhase } from '#lib/stacks/way-back';

/** What is left where no call takes a stack back. */
const WAYS: Record<StackPhase, string> = {
  whole: 'Deploy what was before',
  moving: 'Wait',
  stuck: 'No call does it',
  empty: 'Delete only',
  unknown: 'Not known',
};

/** What the page tells of each stack, but for what can be done with it. */
export function stackColumns(onOpen: (name: string) => void): Column<ServedStack>[] {
  return [
    {
      id: 'name',
      header: 'Stack',
      isRowHeader: true,
      sortBy: ({ name }) => name,
      cell: ({ name, nestedIn, ...stack }) => (
        <div className="py-1.5">
          <button
            type="button"
            onClick={() => onOpen(name)}
            className="min-h-6 break-all text-left font-medium font-mono text-12 hover:underline"
          >
            {name}
          </button>
          <span className="block sm:hidden">
            <StackBadge stack={stack} />
          </span>
          {nestedIn ? <span className="block text-12 text-ink-3">in {nestedIn}</span> : null}
        </div>
      ),
    },
    {
      id: 'status',
      header: 'Status',
      hideBelow: 'sm',
      sortBy: ({ status }) => status,
      cell: (stack) => (
        <Tooltip isFocusable content={`${stack.means} ${stack.statusReason ?? ''}`}>
          <StackBadge stack={stack} />
        </Tooltip>
      ),
    },
    {
      id: 'way',
      header: 'Way back',
      hideBelow: 'sm',
      cell: (stack) => (
        <Tooltip isFocusable content={stack.advice}>
          <span className={stack.action ? 'font-medium' : 'text-ink-2'}>
            {stack.action ? ACTION_WORDS[stack.action] : WAYS[stack.phase]}
          </span>
        </Tooltip>
      ),
    },
    {
      id: 'environment',
      header: 'Environment',
      width: 'w-28',
      hideBelow: 'md',
      sortBy: ({ environment }) => environment,
      cell: ({ environment }) => environment,
    },
    {
      id: 'aliases',
      header: 'Aliases',
      align: 'end',
      width: 'w-24',
      hideBelow: 'md',
      hint: 'Aliases of functions that the stack owns: its next update may move them.',
      sortBy: ({ aliases }) => aliases.length,
      cell: ({ aliases }) => aliases.length,
    },
    {
      id: 'changed',
      header: 'Changed',
      width: 'w-36',
      hideBelow: 'sm',
      hint: 'When its last operation began.',
      sortBy: ({ changedAt, createdAt }) => changedAt ?? createdAt,
      cell: ({ changedAt, createdAt }) => <Time at={changedAt ?? createdAt} />,
    },
  ];
}
