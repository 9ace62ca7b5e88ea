/** How a change over several functions may end: as a whole, or with what is moved and what is not named. */
export type Ending = 'all moved' | 'all back' | 'split';

/** What the sandbox is told to do with a call, as its controls take it. */
interface Fault {
  operation: string;
  input?: { FunctionName: string | undefined };
  fault: 'hold' | 'hang' | 'error';
  isApplied?: boolean;
  skip?: number;
  times?: number;
  type?: string;
  status?: number;
}

/** What makes a moment last, so that the server is killed in it and not a little earlier or later. */
export interface Struck {
  /** By the functions of the plan, in its order. */
  faults(names: readonly string[]): Fault[];
  /** The kinds of all that is told until then. */
  told: string[];
}

export interface Killed extends Struck {
  moment: string;
  /** What the cloud does from the next start on. */
  afterwards?(names: readonly string[]): Fault[];
  end: Ending;
}

const FOR_GOOD = { fault: 'error', type: 'AccessDeniedException', status: 403, times: 20 } as const;
const refused = (name: string | undefined): Fault => ({
  operation: 'UpdateAlias',
  input: { FunctionName: name },
  ...FOR_GOOD,
});
const MOVED = ['intended', 'done'];

/** Whether all is as the plan says is being read. */
export const BEFORE_IT_BEGINS: Struck = {
  faults: ([first]) => [
    { operation: 'ListAliases', input: { FunctionName: first }, fault: 'hold', times: 20 },
  ],
  told: [],
};

/** Moments of a change over three functions. */
export const KILLED: readonly Killed[] = [
  {
    moment: 'while the first move is on its way',
    faults: () => [{ operation: 'UpdateAlias', fault: 'hold' }],
    told: ['started', 'intended'],
    end: 'all moved',
  },
  {
    moment: 'between two moves, of which the second is made and unanswered',
    faults: () => [{ operation: 'UpdateAlias', fault: 'hang', isApplied: true, skip: 1 }],
    told: ['started', ...MOVED, 'intended'],
    end: 'all moved',
  },
  {
    moment: 'after the last move, before anything is verified',
    faults: () => [{ operation: 'UpdateAlias', fault: 'hang', isApplied: true, skip: 2 }],
    told: ['started', ...MOVED, ...MOVED, 'intended'],
    end: 'all moved',
  },
  {
    moment: 'while it verifies',
    faults: () => [{ operation: 'Invoke', fault: 'hold', times: 3 }],
    told: ['started', ...MOVED, ...MOVED, ...MOVED, 'verifying'],
    end: 'all moved',
  },
  {
    moment: 'while it goes back, because AWS has refused a move',
    faults: ([first, second]) => [
      refused(second),
      { operation: 'UpdateAlias', input: { FunctionName: first }, fault: 'hold', skip: 1 },
    ],
    told: ['started', ...MOVED, 'intended', 'refused', 'intended'],
    end: 'all back',
  },
  {
    moment: 'between two moves, and AWS refuses the next and the way back',
    faults: ([, second]) => [{ operation: 'UpdateAlias', input: { FunctionName: second }, fault: 'hang' }],
    told: ['started', ...MOVED, 'intended'],
    afterwards: ([first, second]) => [refused(first), refused(second)],
    end: 'split',
  },
];
