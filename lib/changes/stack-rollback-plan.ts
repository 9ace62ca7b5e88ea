import { weightsOf } from '#lib/changes/plan';
import type { Json } from '#lib/core/canonical-json';
import type { FunctionAlias } from '#lib/core/functions';
import type { Stack, StackEvent, StackResource } from '#lib/core/stacks';
import { isOwn } from '#lib/stacks/was-whole';
import { type StackAction, whyNotNow } from '#lib/stacks/way-back';

/** An alias that a stack takes back. */
export interface PlannedAlias {
  function: string;
  alias: string;
  /** A move changes it. */
  revisionId: string;
  /** Absent in plans of a time when it was not kept, as the shares of other versions are. */
  fromVersion?: string;
  fromWeights?: Record<string, number>;
}

/** Where an alias stands that a stack has moved. */
export interface MovedAlias {
  [key: string]: Json;
  function: string;
  alias: string;
  revisionId: string;
  version: number | null;
}

/** A stack, and by which call it is taken back. */
export interface PlannedStackRollback {
  stack: string;
  stackId: string;
  action: StackAction;
  fromStatus: string;
  /** The newest event about the stack itself: a newer one voids the plan. */
  fromEventId: string;
  /** AWS's time of it. */
  fromEventAt: string;
  resourcesToSkip: string[];
  /** What was changed since the stack was last whole, and is taken back. */
  resources: { logicalId: string; type: string; status: string }[];
  /** The aliases of functions among them, and where each leads now. */
  aliases: PlannedAlias[];
  /** The functions among them: their deploys are locked. Absent in plans of a time when none were. */
  functions?: string[];
  /** What CloudFormation will do. */
  does: string[];
  /** What it does not undo. */
  leaves: string[];
  /** The other calls, and why each is refused. */
  refused: { action: StackAction; why: string }[];
}

interface Decision {
  stack: Stack;
  action: StackAction;
  resourcesToSkip: readonly string[];
  wasWhole: boolean | null;
  /** When it was last whole; null where nobody knows. */
  wholeAt: Date | null;
  /** The oldest first, at least those after that moment. */
  events: readonly StackEvent[];
  resources: readonly StackResource[];
  aliases: readonly { functionName: string; logicalId: string; alias: FunctionAlias }[];
}

/** The plan of taking a stack back; null for a stack of which no event tells what happened last. */
export function stackRollbackPlan(decision: Decision): PlannedStackRollback | null {
  const { stack, action, wholeAt, resources, resourcesToSkip } = decision;
  const events = decision.events.filter(({ at }) => wholeAt === null || at > wholeAt);
  const newest = events.findLast((event) => isOwn(event, stack));
  if (!newest) return null;
  const changed = new Set(events.filter((event) => !isOwn(event, stack)).map(({ logicalId }) => logicalId));
  const touched = resources.filter(({ logicalId }) => changed.has(logicalId));
  const aliases = decision.aliases.filter(({ logicalId }) => changed.has(logicalId));
  const skipped = [...resourcesToSkip].sort();
  return {
    stack: stack.name,
    stackId: stack.id,
    action,
    fromStatus: stack.status,
    fromEventId: newest.id,
    fromEventAt: newest.at.toISOString(),
    resourcesToSkip: skipped,
    resources: touched
      .map(({ logicalId, type, status }) => ({ logicalId, type, status }))
      .sort((a, b) => (a.logicalId < b.logicalId ? -1 : 1)),
    aliases: aliases.map(({ functionName, alias }) => ({
      function: functionName,
      alias: alias.name,
      revisionId: alias.revisionId,
      fromVersion: `${alias.version}`,
      fromWeights: weightsOf(alias),
    })),
    functions: [
      ...new Set([...functionsIn(touched), ...aliases.map(({ functionName }) => functionName)]),
    ].sort(),
    does: doesOf(decision, touched.length, skipped),
    leaves: leavesOf(skipped),
    refused: refusedOf(decision),
  };
}

function functionsIn(resources: readonly StackResource[]): string[] {
  return resources.filter(({ type }) => type === 'AWS::Lambda::Function').map(({ physicalId }) => physicalId);
}

const DOES: Record<StackAction, (stack: string, what: string) => string> = {
  rollback: (stack, what) =>
    `CloudFormation puts ${stack} back into the last state in which it was whole: it takes back what was done to ${what} since.`,
  continue: (stack, what) =>
    `CloudFormation goes on taking back the update of ${stack}, which changed ${what}, and tries again what failed.`,
  cancel: (stack, what) =>
    `CloudFormation stops the update of ${stack} and takes back what it did so far to ${what}.`,
};

function doesOf({ stack, action }: Decision, count: number, skipped: readonly string[]): string[] {
  const what = count === 1 ? '1 resource' : `${count} resources`;
  return [
    DOES[action](stack.name, what),
    ...(skipped.length === 0 ? [] : [`What it skips, and counts as taken back: ${skipped.join(', ')}.`]),
    'It ends in UPDATE_ROLLBACK_COMPLETE, or in UPDATE_ROLLBACK_FAILED when something cannot be taken back.',
  ];
}

function leavesOf(skipped: readonly string[]): string[] {
  return [
    'Data that was written meanwhile stays as it is, in tables and elsewhere.',
    'Versions of functions that were published stay, and so does what its template retains.',
    'No alarm of the stack is watched on the way back.',
    ...(skipped.length === 0
      ? []
      : [
          `What is skipped differs from the template until somebody mends it by hand: ${skipped.join(', ')}.`,
        ]),
  ];
}

function refusedOf({ stack, wasWhole }: Decision): PlannedStackRollback['refused'] {
  const all: StackAction[] = ['rollback', 'continue', 'cancel'];
  return all.flatMap((action) => {
    const why = whyNotNow(action, stack, wasWhole);
    return why === null ? [] : { action, why };
  });
}
