import type { ShellLine } from '#lib/core/shell-line';
import type { Skippable } from '#lib/stacks/skippable';
import type { StackAction, WayBack } from '#lib/stacks/way-back';

/** An alias that a stack owns, and where its template puts it; null where that cannot be read. */
export interface ServedAlias {
  function: string;
  alias: string;
  version: string | null;
}

export interface ServedStack extends WayBack {
  name: string;
  id: string;
  status: string;
  statusReason: string | null;
  description: string;
  environment: string;
  parameterNames: string[];
  tags: Record<string, string>;
  /** The name of the outermost stack that it is nested in. */
  nestedIn: string | null;
  createdAt: string;
  changedAt: string | null;
  aliases: ServedAlias[];
}

export interface StackList {
  /** Whose they are. */
  cloud: 'aws' | 'sandbox';
  region: string;
  stacks: ServedStack[];
  /** Null before they were read for the first time. */
  readAt: string | null;
  problem: string | null;
}

export interface ServedStackEvent {
  id: string;
  at: string;
  logicalId: string;
  type: string;
  status: string;
  reason: string | null;
  token: string | null;
}

export interface ServedStackResource {
  logicalId: string;
  physicalId: string;
  type: string;
  status: string;
  reason: string | null;
  changedAt: string | null;
}

/** One stack, read now. */
export interface StackDetails extends ServedStack {
  cloud: 'aws' | 'sandbox';
  /** What cannot be done from its status, each with the reason. */
  refused: { action: StackAction; why: string }[];
  /** The resources that a continued rollback may skip. */
  skippable: Skippable[];
  /** The same as commands, for those who work by the shell. */
  lines: ShellLine[];
  /** The newest first, the last hundred or so. */
  events: ServedStackEvent[];
  resources: ServedStackResource[];
  readAt: string;
}
