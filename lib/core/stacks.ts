import type { Act } from '#lib/core/functions';

/** A stack of CloudFormation. Of its parameters the names alone: their values may be secrets. */
export interface Stack {
  name: string;
  /** Its ARN, which no later stack of the same name has. */
  id: string;
  /** AWS's own word, like `UPDATE_ROLLBACK_FAILED`. */
  status: string;
  statusReason: string | null;
  description: string;
  parameterNames: string[];
  tags: Record<string, string>;
  /** The id of the outermost stack that this one is nested in; null for one that stands by itself. */
  rootId: string | null;
  createdAt: Date;
  /** When its last operation began or ended; null before the first one after its creation. */
  changedAt: Date | null;
}

/** One line of what happened to a stack, or to a resource of it. */
export interface StackEvent {
  id: string;
  at: Date;
  logicalId: string;
  physicalId: string;
  type: string;
  status: string;
  reason: string | null;
  /** The `ClientRequestToken` of the operation that it belongs to; null for one that was begun without. */
  token: string | null;
}

export interface StackResource {
  logicalId: string;
  physicalId: string;
  type: string;
  status: string;
  reason: string | null;
  changedAt: Date | null;
}

/** An alias of a function that a stack made and moves. */
export interface OwnedAlias {
  functionName: string;
  alias: string;
  logicalId: string;
  /** Where the stack's template puts it; null where that cannot be read from template and resources. */
  version: number | null;
}

/** The stacks of one account and region, read; refuses as `Functions` does. */
export interface Stacks {
  /** Those of all pages that are not deleted, by name. */
  list(signal?: AbortSignal): Promise<Stack[]>;
  /** @param stack a name, or an id, which finds a deleted one too. */
  one(stack: string, signal?: AbortSignal): Promise<Stack>;
  /** What happened, the oldest first: from a moment on, that moment included, and of one operation where it is named. */
  events(stack: string, only: { since?: Date; token?: string }, signal?: AbortSignal): Promise<StackEvent[]>;
  /** The newest event that is wanted; null when none is, of those that AWS still has. */
  findEvent(
    stack: string,
    isWanted: (event: StackEvent) => boolean,
    signal?: AbortSignal,
  ): Promise<StackEvent | null>;
  /** The newest hundred or so of its events, the newest first. */
  latestEvents(stack: string, signal?: AbortSignal): Promise<StackEvent[]>;
  resources(stack: string, signal?: AbortSignal): Promise<StackResource[]>;
  aliases(stack: string, signal?: AbortSignal): Promise<OwnedAlias[]>;
}

/** What is asked of a stack. The token is for one operation alone; all its events carry it. */
export interface StackRequest {
  /** An id, so that no other stack of that name is meant. */
  stackId: string;
  /** At most 128 characters of `[A-Za-z0-9-]`, the first no hyphen. */
  token: string;
}

/** What may take stacks back, and nothing else. Each is made once: `raced` is a token that was used before. */
export interface StackMover {
  /** From `UPDATE_FAILED` to the last whole state. A stack that never was whole is deleted by it. */
  rollback(request: StackRequest, signal?: AbortSignal): Promise<Act<null>>;
  /** Goes on with a rollback that failed. What is skipped stays as it is, and counts as taken back. */
  continueRollback(
    request: StackRequest & { resourcesToSkip: readonly string[] },
    signal?: AbortSignal,
  ): Promise<Act<null>>;
  /** Takes back an update that still runs. */
  cancelUpdate(request: StackRequest, signal?: AbortSignal): Promise<Act<null>>;
}
